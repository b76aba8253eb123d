import { student95 } from './student-t.ts';

/** Count, mean and squared deviations of numbers that come one by one (Welford 1962). */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of the squared differences to the mean. */
  readonly squares: number;
}

export const NO_MOMENTS: Moments = { count: 0, mean: 0, squares: 0 };

/** Adds one number, which is no NaN. */
export function withValue({ count, mean, squares }: Moments, value: number): Moments {
  const difference = value - mean;
  const next = mean + difference / (count + 1);
  return { count: count + 1, mean: next, squares: squares + difference * (value - next) };
}

export interface Estimate {
  readonly count: number;
  /** NaN of nothing. */
  readonly mean: number;
  /** Ends of the 95 % t interval of the mean; NaN with fewer than two numbers. */
  readonly low: number;
  readonly high: number;
}

/** The mean of numbers with its 95 % confidence interval by Student's t, as if they were independent. */
export function estimateOf(values: readonly number[]): Estimate {
  const all = values.reduce((moments, value) => withValue(moments, value), NO_MOMENTS);
  const { count, mean, squares } = all;
  const reach = count < 2 ? NaN : student95(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { count, mean: count === 0 ? NaN : mean, low: mean - reach, high: mean + reach };
}
