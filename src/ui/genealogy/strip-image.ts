import type { History } from '#store/history/history.ts';
import type { CellColour } from './strip-colours.ts';

/** One pixel per agent and generation, kept between drawings: a new generation costs one column. */
export interface StripImage {
  /** The picture of all generations so far: a column a generation, a row an agent. */
  upTo(history: History, colour: CellColour): HTMLCanvasElement;
}

export function createStripImage(): StripImage {
  let canvas: HTMLCanvasElement | null = null;
  let drawn: { history: History; colour: CellColour; drops: number; columns: number } | null = null;
  return {
    upTo(history, colour) {
      const rows = history.populationSize;
      const drops = history.version - history.generations;
      if (
        !canvas ||
        !drawn ||
        drawn.history !== history ||
        drawn.colour !== colour ||
        drawn.drops !== drops ||
        drawn.columns > history.generations ||
        canvas.width < history.generations
      ) {
        canvas ??= document.createElement('canvas');
        canvas.width = Math.max(64, history.generations * 2); // clears it
        canvas.height = Math.max(1, rows);
        drawn = { history, colour, drops, columns: 0 };
      }
      if (drawn.columns < history.generations) {
        paint(canvas, history, colour, drawn.columns);
        drawn.columns = history.generations;
      }
      return canvas;
    },
  };
}

function paint(
  canvas: HTMLCanvasElement,
  history: History,
  colour: CellColour,
  from: number,
): void {
  const context = context2d(canvas);
  const [count, rows] = [history.generations - from, canvas.height];
  const pixels = context.createImageData(count, rows);
  for (let column = 0; column < count; column++) {
    const generation = from + column;
    for (let row = 0; row < Math.min(rows, history.size(generation)); row++) {
      const slot = history.slotAtRow(generation, row);
      const diverged = history.diverged(generation, slot);
      const [red, green, blue] = diverged ? [128, 128, 128] : colour(history, generation, slot);
      pixels.data.set([red, green, blue, diverged ? 60 : 255], (row * count + column) * 4);
    }
  }
  context.putImageData(pixels, from, 0);
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
