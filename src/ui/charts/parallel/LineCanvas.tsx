import { useEffect, useRef } from 'react';
import { useTheme } from '../../shell/theme.ts';
import { cleared, offerPainting, type Palette, paletteOf, type Size } from '../frame/painting.ts';
import { Layer } from '../Painted.tsx';

/** Polylines by their heights at the axes, px; the fittest first. */
export interface Lines {
  /** Horizontal places of the axes, px. */
  readonly xs: readonly number[];
  readonly heights: readonly (readonly number[])[];
}

/** Lines drawn in one frame: with more the page would stutter. */
const SLICE = 150;

/** Lines are drawn out of sight, a slice a frame, and shown when all are there. */
export function LineCanvas({ lines, size }: { readonly lines: Lines; readonly size: Size }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the palette.
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    offerPainting(canvas, (context, palette) => paintLines(context, palette, lines));
    const hidden = document.createElement('canvas');
    const context = cleared(hidden, size);
    if (!context) return;
    const palette = paletteOf(canvas.parentElement ?? document.body);
    let from = 0;
    let frame = 0;
    const slice = () => {
      const to = Math.min(lines.heights.length, from + SLICE);
      paintLines(context, palette, lines, from, to);
      from = to;
      if (to < lines.heights.length) {
        frame = requestAnimationFrame(slice);
        return;
      }
      [canvas.width, canvas.height] = [hidden.width, hidden.height];
      canvas.getContext('2d')?.drawImage(hidden, 0, 0);
    };
    slice();
    return () => cancelAnimationFrame(frame);
  }, [lines, size, theme]);
  return <Layer canvas={ref} size={size} />;
}

/** Steps of opacity from the least fit to the fittest. */
const LEVELS = 8;
/** Canvases become slow with paths of many parts: at most so many lines in one. */
const BATCH = 16;

/**
 * Paints lines from the least fit to the fittest, the fitter the more opaque, from the `from`-th to before the `to`-th
 * in this order.
 */
function paintLines(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { xs, heights }: Lines,
  from = 0,
  to = heights.length,
): void {
  const count = heights.length;
  context.strokeStyle = palette.text;
  context.lineWidth = 1;
  context.lineJoin = 'round';
  let drawn = 0;
  let level = -1;
  for (let i = from; i < to; i++) {
    const line = heights[count - 1 - i];
    const next = Math.floor((i / count) * LEVELS);
    if (next !== level || drawn % BATCH === 0) {
      if (drawn > 0) context.stroke();
      context.beginPath();
      context.globalAlpha = opacity(next / (LEVELS - 1), count);
      [level, drawn] = [next, 0];
    }
    line?.forEach((y, axis) => {
      if (axis === 0) context.moveTo(xs[axis] ?? 0, y);
      else context.lineTo(xs[axis] ?? 0, y);
    });
    drawn++;
  }
  if (drawn > 0) context.stroke();
  context.globalAlpha = 1;
}

/** Few lines may be dark; many must let each other through. */
const opacity = (rank: number, count: number): number => {
  const most = count > 400 ? 0.24 : count > 80 ? 0.45 : 0.75;
  return most * (0.15 + 0.85 * rank);
};

/** The index of the line nearest to a point; −1: none is near. */
export function lineAt({ xs, heights }: Lines, x: number, y: number, reach = 8): number {
  const after = xs.findIndex((each) => each >= x);
  const right = after < 0 ? xs.length - 1 : Math.max(1, after);
  const [x0, x1] = [xs[right - 1] ?? 0, xs[right] ?? 1];
  const share = Math.min(1, Math.max(0, (x - x0) / (x1 - x0)));
  let nearest = -1;
  let least = reach;
  heights.forEach((line, i) => {
    const [y0, y1] = [line[right - 1] ?? Number.NaN, line[right] ?? Number.NaN];
    const distance = Math.abs(y0 + (y1 - y0) * share - y);
    if (distance >= least) return;
    least = distance;
    nearest = i;
  });
  return nearest;
}
