/** Numbers side by side, or an image: row-major, channel after channel. */
export type Shape =
  | { readonly kind: 'vector'; readonly size: number }
  | {
      readonly kind: 'image';
      readonly channels: number;
      readonly height: number;
      readonly width: number;
    };

export const vector = (size: number): Shape => ({ kind: 'vector', size });

/** Lengths of a shape's dimensions, the slowest first. */
export const lengthsOf = (shape: Shape): readonly number[] =>
  shape.kind === 'vector' ? [shape.size] : [shape.channels, shape.height, shape.width];

/** How many numbers a value of the shape has. */
export const sizeOf = (shape: Shape): number =>
  shape.kind === 'vector' ? shape.size : shape.channels * shape.height * shape.width;
