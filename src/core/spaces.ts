import { numbersIn, type Shape, vector } from './shape.ts';

/** Sets of observations and actions, after Gymnasium's `spaces`. */

/** One of `n` choices, numbered from 0. */
export interface Discrete {
  readonly kind: 'discrete';
  readonly n: number;
}

/** One choice from each of several lists; `sizes[i]` choices in the i-th. */
export interface MultiDiscrete {
  readonly kind: 'multiDiscrete';
  readonly sizes: readonly number[];
}

/** Real numbers of a shape, row-major, each between its own bounds (which may be infinite). */
export interface Box {
  readonly kind: 'box';
  readonly shape: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export type Space = Discrete | MultiDiscrete | Box;

/** A box whose elements all have the same bounds, or bounds given one by one. */
export function box(
  shape: readonly number[],
  low: number | readonly number[],
  high: number | readonly number[],
): Box {
  const size = numbersIn(shape);
  const spread = (bound: number | readonly number[]) =>
    typeof bound === 'number' ? Array.from({ length: size }, () => bound) : bound;
  const space: Box = { kind: 'box', shape, low: spread(low), high: spread(high) };
  if (space.low.length !== size || space.high.length !== size)
    throw new RangeError(
      `a box of shape [${shape}] needs ${size} bounds, not ${space.low.length} and ${space.high.length}`,
    );
  return space;
}

/** Number of numbers that one element of the space takes when stored: an index per choice, a number per box entry. */
export function storedSize(space: Space): number {
  switch (space.kind) {
    case 'discrete':
      return 1;
    case 'multiDiscrete':
      return space.sizes.length;
    case 'box':
      return space.low.length;
    default:
      return space satisfies never;
  }
}

/** Number of outputs that a network needs to choose an element: one per choice, or one per box entry. */
export function choiceSize(space: Space): number {
  switch (space.kind) {
    case 'discrete':
      return space.n;
    case 'multiDiscrete':
      return space.sizes.reduce((sum, size) => sum + size, 0);
    case 'box':
      return space.low.length;
    default:
      return space satisfies never;
  }
}

/** The shape in which a network is given an element of a space: a box of three dimensions is an image. */
export function inputShape(space: Space): Shape {
  if (space.kind === 'box' && space.shape.length === 3) {
    const [height, width, channels] = space.shape as [number, number, number];
    return { kind: 'image', height, width, channels };
  }
  return vector(choiceSize(space));
}

/** Number of numbers of a distribution over the space: a logit per choice, or mean and log deviation per entry. */
export function distributionSize(space: Space): number {
  return space.kind === 'box' ? 2 * space.low.length : choiceSize(space);
}

/** Tells whether stored numbers are an element of the space. */
export function contains(space: Space, value: ArrayLike<number>): boolean {
  if (value.length !== storedSize(space)) return false;
  const isChoice = (x: number | undefined, n: number) =>
    x !== undefined && Number.isInteger(x) && x >= 0 && x < n;
  switch (space.kind) {
    case 'discrete':
      return isChoice(value[0], space.n);
    case 'multiDiscrete':
      return space.sizes.every((size, i) => isChoice(value[i], size));
    case 'box':
      return space.low.every((low, i) => {
        const x = value[i] as number; // i < size
        return x >= low && x <= (space.high[i] as number);
      });
    default:
      return space satisfies never;
  }
}
