import { estimateOf } from '../../moments.ts';

/** A mean over seeds with the ends of its 95 % interval by Student's t, which are NaN of one seed. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Seeds in which it is defined. */
  readonly seeds: number;
}

/** Seeds below which nothing is concluded from an interval: of two it is 13 times the standard error to either side. */
export const FEWEST_SEEDS = 3;

/** Explanation of what stands in tables of experiments. */
export const INTERVAL_WORDS = `On the test images. Means over seeds with 95 % intervals by Student’s t; differences are taken seed by seed, and their intervals are over these pairs. A difference whose interval holds 0 cannot be told from none. Of one seed there is no interval, and nothing is concluded from fewer than ${FEWEST_SEEDS}.`;

/** The estimate of a figure, one value for each seed; null: undefined in every seed. */
export function seedEstimate(values: readonly (number | null)[]): Estimate | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const { count: seeds, mean, low, high } = estimateOf(known);
  return { seeds, mean, low, high };
}

/** Tells whether a difference can be told to be above 0, or below; 'open': neither, or of too few seeds. */
export function sideOf(difference: Estimate | null): 'above' | 'below' | 'open' {
  if (!difference || difference.seeds < FEWEST_SEEDS) return 'open';
  if (difference.low > 0) return 'above';
  return difference.high < 0 ? 'below' : 'open';
}
