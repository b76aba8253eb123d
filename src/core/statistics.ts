/** Greatest fitness that is read and drawn: no run's comes near it, and up to it sums and squares are finite, labels short. */
export const MOST_FITNESS = 1e12;

/**
 * Smallest number. Statistics of no numbers are NaN, and so are those of numbers with a NaN: see {@link withoutNaN}.
 */

export function minimum(values: ArrayLike<number>): number {
  return fold(values, Math.min);
}

export function maximum(values: ArrayLike<number>): number {
  return fold(values, Math.max);
}

export function mean(values: ArrayLike<number>): number {
  return fold(values, (sum, x) => sum + x) / values.length;
}

/** Tells whether none of the numbers is NaN or infinite. */
export function isFiniteArray(numbers: ArrayLike<number>): boolean {
  // Values that are not finite stay so under a multiplication by 0 and in a sum; a sum of finite ones stays 0.
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += (numbers[i] as number) * 0; // i < length
  return sum === 0;
}

/** Number below which a share `p` of the values lies, linear between them (Hyndman & Fan 1996, type 7). */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(sorted(values), p);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

export interface Summary {
  readonly count: number;
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
  readonly mean: number;
}

/** Quantiles and extremes that a chart shows of one generation. */
export function summary(values: ArrayLike<number>): Summary {
  const inOrder = sorted(values);
  const at = (p: number) => quantileOfSorted(inOrder, p);
  return {
    count: values.length,
    minimum: at(0),
    lowerQuartile: at(0.25),
    median: at(0.5),
    upperQuartile: at(0.75),
    maximum: at(1),
    mean: mean(values),
  };
}

/** The values that are numbers, in their order. */
export function withoutNaN(values: ArrayLike<number>): number[] {
  return Array.from(values).filter((x) => !Number.isNaN(x));
}

function fold(values: ArrayLike<number>, join: (a: number, b: number) => number): number {
  if (values.length === 0) return NaN;
  let result = values[0] as number;
  for (let i = 1; i < values.length; i++) result = join(result, values[i] as number);
  return result;
}

/** Sorts a copy, ascending, NaN last. */
const sorted = (values: ArrayLike<number>) => Float64Array.from(values).sort();

function quantileOfSorted(values: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile's share is ${p}; it must be in [0, 1]`);
  const last = values.length - 1;
  if (last < 0 || Number.isNaN(values[last])) return NaN;
  const position = p * last;
  const below = Math.floor(position);
  const low = values[below] as number; // below ≤ last
  const high = values[Math.min(below + 1, last)] as number;
  const share = position - below;
  // The shortcut keeps infinite values from meeting in a difference.
  return share === 0 || low === high ? low : low + (high - low) * share;
}
