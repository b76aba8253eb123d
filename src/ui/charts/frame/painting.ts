import { type RefObject, useEffect, useRef } from 'react';
import { resolveColours, useTheme } from '../../shell/theme.ts';

/** Colours that canvases paint with, as computed in one theme. */
export type Palette = Readonly<Record<(typeof INKS)[number], string>>;

const INKS = [
  'text',
  'text-soft',
  'text-faint',
  'line',
  'line-strong',
  'surface',
  'surface-sunken',
  'family-none',
  'family-architecture',
  'family-parameters',
  'family-activation',
  'family-hyperparameter',
] as const;

export const paletteOf = (element: Element): Palette => resolveColours(element, INKS);

/** Paints a whole canvas in CSS pixels; it is clear before. */
export type Paint = (context: CanvasRenderingContext2D, palette: Palette) => void;

/** The function that painted each canvas, to paint it again: larger, or in other colours. */
const paintings = new WeakMap<HTMLCanvasElement, Paint>();

export const paintingOf = (canvas: HTMLCanvasElement): Paint | undefined => paintings.get(canvas);

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sets a canvas to its size in device pixels, clears it, and gives its context, scaled to CSS pixels; null without a canvas. */
export function cleared(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d') ?? null;
  if (!canvas || !context || width <= 0 || height <= 0) return null;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  return context;
}

/** Registers how a canvas is painted for exports; `paint` must paint the whole of it at once. */
export function offerPainting(canvas: HTMLCanvasElement, paint: Paint): void {
  paintings.set(canvas, paint);
}

/** Paints a canvas, and again whenever size, theme or `paint` changes; gives the reference for its element. */
export function usePainting(size: Size, paint: Paint): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the palette.
  useEffect(() => {
    const canvas = ref.current;
    const context = cleared(canvas, size);
    if (!canvas || !context) return;
    offerPainting(canvas, paint);
    paint(context, paletteOf(canvas.parentElement ?? document.body));
  }, [size, paint, theme]);
  return ref;
}
