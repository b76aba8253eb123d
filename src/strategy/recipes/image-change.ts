/** Change of one image, as a device takes it. Lengths in px from the left upper corner. */
export interface ImageChange {
  /** Coefficients of the place of a pixel's colour: (a x + b y + c, d x + e y + f), of pixels' middles. */
  readonly warp: Warp;
  readonly colour: ColourMatrix;
  /** Colours from here on are inverted; above 1, none is. */
  readonly solarize: number;
  /** To how many levels colours are rounded down; 0 leaves them. */
  readonly levels: number;
  readonly cut: Box;
  readonly cutColour: Colour;
  /** The image of the batch that it is mixed with, how much of itself it keeps outside the box, and the box. */
  readonly partner: number;
  readonly keep: number;
  readonly mixBox: Box;
}

export type Warp = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
/** Left, top, right, bottom; empty where right ≤ left. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];
export type Colour = readonly [red: number, green: number, blue: number];
/** Rows of red, green and blue: three factors and what is added, of colours in [0, 1]. */
export type ColourMatrix = readonly number[]; // [3, 4]

export const EMPTY_BOX: Box = [0, 0, 0, 0];
export const SAME_PLACE: Warp = [1, 0, 0, 0, 1, 0];
export const SAME_COLOUR: ColourMatrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

/** First `first`, then `then`, as one warp: a colour is taken where `first` takes it from where `then` does. */
export function afterWarp(first: Warp, then: Warp): Warp {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [
    a * g + b * j,
    a * h + b * k,
    a * i + b * l + c,
    d * g + e * j,
    d * h + e * k,
    d * i + e * l + f,
  ];
}

/** First `first`, then `then`, as one matrix. */
export function afterColour(first: ColourMatrix, then: ColourMatrix): ColourMatrix {
  const of = (matrix: ColourMatrix, row: number, column: number) =>
    matrix[row * 4 + column] as number; // 3 × 4
  return [0, 1, 2].flatMap((row) =>
    [0, 1, 2, 3].map(
      (column) =>
        [0, 1, 2].reduce((sum, k) => sum + of(then, row, k) * of(first, k, column), 0) +
        (column === 3 ? of(then, row, 3) : 0),
    ),
  );
}

/** Statistics of a whole image, needed to know how contrast changes it. */
export interface ImageStatistics {
  /** Mean of its grey, and least and greatest of each colour, in [0, 1]. */
  readonly grey: number;
  readonly least: Colour;
  readonly greatest: Colour;
}

/** Shares of red, green and blue in grey (ITU-R BT.601). */
export const GREY: Colour = [0.299, 0.587, 0.114];

/** Statistics of `pixels` [S, S, 3] in [0, 1]. */
export function statisticsOf(pixels: ArrayLike<number>): ImageStatistics {
  const least: [number, number, number] = [1, 1, 1];
  const greatest: [number, number, number] = [0, 0, 0];
  let grey = 0;
  for (let at = 0; at < pixels.length; at++) {
    const channel = (at % 3) as 0 | 1 | 2;
    const level = pixels[at] as number; // at < S × S × 3
    grey += level * GREY[channel];
    least[channel] = Math.min(least[channel], level);
    greatest[channel] = Math.max(greatest[channel], level);
  }
  return { grey: grey / (pixels.length / 3), least, greatest };
}
