import type { Box, ImageChange } from './image-change.ts';

/**
 * An image as it is changed, and mixed with its partner as that one is changed; as slow and plain as can be, to compare
 * devices with. `pixels` [B, S, S, 3] in [0, 1]; the result is [S, S, 3].
 */
export function changeImage(
  pixels: ArrayLike<number>,
  size: number,
  changes: readonly ImageChange[],
  image: number,
): Float64Array {
  const change = changes[image] as ImageChange; // image < B
  const partner = changes[change.partner] as ImageChange;
  const mixed = new Float64Array(size * size * 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const keep = isInside(change.mixBox, x, y) ? 0 : change.keep;
      for (let channel = 0; channel < 3; channel++) {
        const own = colourAt(pixels, size, image, change, x, y, channel);
        const other =
          keep === 1 ? 0 : colourAt(pixels, size, change.partner, partner, x, y, channel);
        mixed[(y * size + x) * 3 + channel] = keep * own + (1 - keep) * other;
      }
    }
  return mixed;
}

const isInside = ([left, top, right, bottom]: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;

/** Colour of one pixel of a changed image, before it is mixed: warped, coloured, inverted, rounded, wiped out. */
function colourAt(
  pixels: ArrayLike<number>,
  size: number,
  image: number,
  change: ImageChange,
  x: number,
  y: number,
  channel: number,
): number {
  if (isInside(change.cut, x, y)) return change.cutColour[channel] as number;
  const [a, b, c, d, e, f] = change.warp;
  const u = a * x + b * y + c;
  const v = d * x + e * y + f;
  const row = change.colour.slice(channel * 4, channel * 4 + 4) as [number, number, number, number];
  const sum = [0, 1, 2].reduce(
    (total, each) => total + (row[each] as number) * sample(pixels, size, image, u, v, each),
    row[3],
  );
  const level = Math.max(0, Math.min(1, sum));
  const inverted = level >= change.solarize ? 1 - level : level;
  if (change.levels === 0) return inverted;
  return Math.floor(inverted * change.levels) / change.levels;
}

/** Between the four pixels around a point; beyond its edges an image is mirrored. */
function sample(
  pixels: ArrayLike<number>,
  size: number,
  image: number,
  u: number,
  v: number,
  channel: number,
): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, down] = [u - left, v - top];
  const at = (column: number, row: number) =>
    pixels[
      ((image * size + mirrored(row, size)) * size + mirrored(column, size)) * 3 + channel
    ] as number;
  const above = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const below = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return above * (1 - down) + below * down;
}

/** 0 1 2 3 2 1 0 1 …, of a size of 4. */
function mirrored(at: number, size: number): number {
  const period = Math.max(1, 2 * (size - 1));
  const within = ((at % period) + period) % period;
  return within < size ? within : period - within;
}
