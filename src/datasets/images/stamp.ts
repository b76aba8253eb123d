import type { Stamps } from './stamps.ts';

/** Placement of a picture in an image. */
export interface Placement {
  readonly picture: number;
  readonly look: number;
  /** Its middle and its side, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Cosine of the angle by which it leans. */
  readonly cos: number;
  readonly sin: number;
  readonly flipped: boolean;
  /** Gains of red, green and blue. */
  readonly gains: readonly number[];
}

/** Pixels that a picture covers of an image and beyond its edges. */
export interface Print {
  /** Box around pixels at least half covered, within the image, px. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** Number of pixels that it covers at least half, those beyond the edges included. */
  readonly area: number;
}

/** Points looked at in a pixel, across and down. */
const POINTS = 3;

/** Half of 255 × POINTS²: from here on a pixel belongs to the picture. */
const HALF = (255 * POINTS * POINTS) / 2;

/** Lays a picture over a canvas, [S, S, 3], and takes the pixels that it covers at least half, for `owner`. */
export function stamp(
  canvas: Float64Array,
  owners: Int16Array,
  size: number,
  owner: number,
  placement: Placement,
  sample: Stamps['sample'],
): Print {
  const { x, y, width } = placement;
  const reach = width * Math.SQRT1_2; // half a diagonal
  let [left, top, right, bottom, area] = [size, size, 0, 0, 0];
  const sums = new Float64Array(4);
  for (let row = Math.floor(y - reach); row <= y + reach; row++)
    for (let column = Math.floor(x - reach); column <= x + reach; column++) {
      sumPixel(sums, column, row, placement, sample);
      const alpha = sums[3] as number;
      if (alpha === 0) continue;
      if (alpha >= HALF) area++;
      if (row < 0 || row >= size || column < 0 || column >= size) continue;
      const at = row * size + column;
      blend(canvas, at * 3, sums, placement.gains);
      if (alpha < HALF) continue;
      owners[at] = owner;
      left = Math.min(left, column);
      top = Math.min(top, row);
      right = Math.max(right, column + 1);
      bottom = Math.max(bottom, row + 1);
    }
  return { box: right > left ? [left, top, right, bottom] : [0, 0, 0, 0], area };
}

const point = new Float64Array(4);

/** Sums of a picture's colours and alpha over the points of a pixel. */
function sumPixel(
  sums: Float64Array,
  column: number,
  row: number,
  { picture, look, x, y, width, cos, sin, flipped }: Placement,
  sample: Stamps['sample'],
): void {
  sums.fill(0);
  for (let i = 0; i < POINTS; i++)
    for (let j = 0; j < POINTS; j++) {
      const dx = column + (i + 0.5) / POINTS - x;
      const dy = row + (j + 0.5) / POINTS - y;
      const along = (cos * dx + sin * dy) / width + 0.5;
      const v = (cos * dy - sin * dx) / width + 0.5;
      const u = flipped ? 1 - along : along;
      if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) continue;
      sample(picture, look, u, v, point);
      for (let channel = 0; channel < 4; channel++)
        sums[channel] = (sums[channel] as number) + (point[channel] as number);
    }
}

function blend(
  canvas: Float64Array,
  at: number,
  sums: Float64Array,
  gains: readonly number[],
): void {
  const points = POINTS * POINTS;
  const behind = 1 - (sums[3] as number) / (255 * points);
  for (let channel = 0; channel < 3; channel++) {
    const colour = ((sums[channel] as number) / points) * (gains[channel] as number);
    canvas[at + channel] = colour + behind * (canvas[at + channel] as number);
  }
}
