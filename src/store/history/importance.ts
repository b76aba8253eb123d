import { type Moments, NO_MOMENTS, withValue } from '#core/moments.ts';
import { rankCorrelation } from '#core/rank-correlation.ts';
import { studentReach } from '#core/student-t.ts';
import { gainOf, type History } from './history.ts';
import { incremental } from './incremental.ts';

/** Importance of a hyperparameter: how its values went with what agents learned. */
export interface Importance {
  /** Index among the history's hyperparameters. */
  readonly index: number;
  /** Generations in which its values differed enough to be told. */
  readonly generations: number;
  /** Mean over these of Spearman's rank correlation between value and gain, in [−1, 1]; NaN of none. */
  readonly mean: number;
  /** Ends of its interval; NaN below two generations. */
  readonly low: number;
  readonly high: number;
  /** Position of the interval to 0. 'unknown': too few generations. */
  readonly verdict: 'above' | 'below' | 'overlaps' | 'unknown';
}

/** Below so many agents the correlation of a generation tells nothing. */
const FEWEST_AGENTS = 4;
/** Below so many generations an interval is not to be trusted. */
const FEWEST_GENERATIONS = 8;
const OUTSIDE = 0.05;

const correlations = incremental<Moments[]>((history) => {
  const value = history.hyperparameters.map(() => NO_MOMENTS);
  return {
    value,
    extend(generation) {
      const told = history
        .cells(generation)
        .map((cell) => ({ slot: cell.slot, gain: gainOf(history, cell) }))
        .filter(({ gain }) => !Number.isNaN(gain));
      if (told.length < FEWEST_AGENTS) return;
      for (const [index, moments] of value.entries()) {
        const found = rankCorrelation(
          told.map(({ slot }) => history.hyperparameter(generation, slot, index)),
          told.map(({ gain }) => gain),
        );
        if (!Number.isNaN(found)) value[index] = withValue(moments, found);
      }
    },
  };
});

/**
 * Correlations of values with gains, by hyperparameter: within each generation agents are ranked by the value that they
 * trained with and by the fitness that they gained in it, so that a run's progress does not count. Generations are what
 * the intervals take to be independent; together they are 95 % intervals (Bonferroni).
 */
export function importance(history: History, indices: readonly number[]): Importance[] {
  const all = correlations(history);
  return indices.map((index) => {
    const { count, mean, squares } = all[index] ?? NO_MOMENTS;
    const reach =
      count < 2
        ? Number.NaN
        : studentReach(count - 1, OUTSIDE / indices.length) *
          Math.sqrt(squares / (count - 1) / count);
    const [low, high] = [Math.max(-1, mean - reach), Math.min(1, mean + reach)];
    const verdict = low > 0 ? 'above' : high < 0 ? 'below' : 'overlaps';
    return {
      index,
      generations: count,
      mean: count === 0 ? Number.NaN : mean,
      low: count === 0 ? Number.NaN : low,
      high: count === 0 ? Number.NaN : high,
      verdict: count < FEWEST_GENERATIONS ? 'unknown' : verdict,
    };
  });
}
