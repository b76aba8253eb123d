/** Numbers side by side, or an image: row after row, the channels of a pixel side by side. */
export type Shape =
  | { readonly kind: 'vector'; readonly size: number }
  | {
      readonly kind: 'image';
      readonly height: number;
      readonly width: number;
      readonly channels: number;
    };

export const vector = (size: number): Shape => ({ kind: 'vector', size });

/** Lengths of a shape's dimensions, the slowest first. */
export const lengthsOf = (shape: Shape): readonly number[] =>
  shape.kind === 'vector' ? [shape.size] : [shape.height, shape.width, shape.channels];

/** Number of numbers in a value of the shape. */
export const sizeOf = (shape: Shape): number =>
  shape.kind === 'vector' ? shape.size : shape.height * shape.width * shape.channels;

/** Counts the numbers in a tensor whose dimensions have these lengths. */
export const numbersIn = (lengths: readonly number[]): number =>
  lengths.reduce((product, length) => product * length, 1);
