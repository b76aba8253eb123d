import type { History } from '#store/history/history.ts';
import type { CellColour } from './strip-colours.ts';

/** Red, green, blue and opacity, each from 0 to 255. */
type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/**
 * A picture of all generations so far, a column of pixels a generation, kept between drawings: a new generation costs one
 * column. It is drawn anew when `look`, on which all its pixels depend, is another.
 */
export function createColumns() {
  let canvas: HTMLCanvasElement | null = null;
  let drawn: { history: History; look: unknown; drops: number; columns: number } | null = null;
  return (
    history: History,
    look: unknown,
    rows: number,
    pixelsOf: (generation: number) => readonly Pixel[],
  ): HTMLCanvasElement => {
    const drops = history.version - history.generations;
    if (
      !canvas ||
      !drawn ||
      drawn.history !== history ||
      drawn.look !== look ||
      drawn.drops !== drops ||
      drawn.columns > history.generations ||
      canvas.width < history.generations
    ) {
      canvas ??= document.createElement('canvas');
      canvas.width = Math.max(64, history.generations * 2); // clears it
      canvas.height = Math.max(1, rows);
      drawn = { history, look, drops, columns: 0 };
    }
    const count = history.generations - drawn.columns;
    if (count === 0) return canvas;
    const context = context2d(canvas);
    const pixels = context.createImageData(count, canvas.height);
    for (let column = 0; column < count; column++)
      for (const [row, pixel] of pixelsOf(drawn.columns + column).entries())
        if (row < canvas.height) pixels.data.set(pixel, (row * count + column) * 4);
    context.putImageData(pixels, drawn.columns, 0);
    drawn.columns = history.generations;
    return canvas;
  };
}

/** Columns with a pixel an agent. */
export interface StripImage {
  upTo(history: History, colour: CellColour): HTMLCanvasElement;
}

export function createStripImage(): StripImage {
  const columns = createColumns();
  return {
    upTo: (history, colour) =>
      columns(history, colour, history.populationSize, (generation) =>
        Array.from({ length: history.size(generation) }, (_, row) => {
          const slot = history.slotAtRow(generation, row);
          return history.diverged(generation, slot)
            ? [128, 128, 128, 60]
            : [...colour(history, generation, slot), 255];
        }),
      ),
  };
}

/** Sizes a canvas for the screen's pixels, clears it, and lets one be drawn on in CSS pixels. */
export function cleared(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = drawingOn(canvas);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Lets a canvas that was sized before be drawn on in CSS pixels, over what is there. */
export function drawingOn(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1;
  const context = context2d(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

export function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  return context;
}
