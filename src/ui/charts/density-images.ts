import { densityColumn, type ValueScale } from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';

/** Bins of a strip from its lowest value to its highest. */
const BINS = 20;

interface Image {
  readonly canvas: HTMLCanvasElement;
  readonly history: History;
  /** Version of the history, less its generations: it changes where some were dropped. */
  drops: number;
  columns: number;
}

export type DensityImages = (
  history: History,
  index: number,
  scale: ValueScale,
  rgb: readonly [number, number, number],
) => HTMLCanvasElement;

/**
 * Pictures of a hyperparameter's distribution, a pixel column a generation and a row a bin: the more agents, the more
 * opaque. They are kept, so that a new generation costs one column.
 */
export function createDensityImages(): DensityImages {
  const images = new Map<string, Image>();
  return (history, index, scale, rgb) => {
    const key = [index, scale.low, scale.high, scale.scale, ...rgb].join();
    const drops = history.version - history.generations;
    let image = images.get(key);
    if (!image || image.history !== history || image.drops !== drops) {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [64, BINS];
      image = { canvas, history, drops, columns: 0 };
      images.set(key, image);
    }
    extend(image, index, scale, rgb);
    return image.canvas;
  };
}

function extend(
  image: Image,
  index: number,
  scale: ValueScale,
  [red, green, blue]: readonly [number, number, number],
): void {
  const { canvas, history } = image;
  if (canvas.width < history.generations) {
    canvas.width = history.generations * 2; // clears it
    image.columns = 0;
  }
  const count = history.generations - image.columns;
  const context = canvas.getContext('2d');
  if (!context || count <= 0) return;
  const pixels = context.createImageData(count, BINS);
  for (let column = 0; column < count; column++)
    densityColumn(history, image.columns + column, index, scale, BINS).forEach((share, bin) => {
      const at = ((BINS - 1 - bin) * count + column) * 4;
      // The square root lets a single agent of many be seen.
      pixels.data.set([red, green, blue, Math.round(220 * Math.sqrt(share))], at);
    });
  context.putImageData(pixels, image.columns, 0);
  image.columns = history.generations;
}
