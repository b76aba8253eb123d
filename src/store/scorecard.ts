import { FAMILIES, type Family } from '#core/lineage.ts';
import { type Estimate, estimate, type Moments, NO_MOMENTS, withValue } from '#core/moments.ts';
import type { History } from './history.ts';
import { keptUp } from './kept-up.ts';

/** What came of the children that were born with one kind of mutation. */
export interface Score extends Estimate {
  readonly family: Family;
  /** Children that diverged, or whose parent had: without a difference, and left out of the mean. */
  readonly diverged: number;
  /** Share of the children that were fitter than their parent; NaN without any. */
  readonly fitter: number;
  /** What the interval says of 0. 'unknown': fewer than two children. */
  readonly verdict: 'above' | 'below' | 'overlaps' | 'unknown';
}

interface Tally {
  moments: Moments;
  diverged: number;
  fitter: number;
}

const tallies = keptUp<readonly Tally[]>((history) => {
  const value = FAMILIES.map((): Tally => ({ moments: NO_MOMENTS, diverged: 0, fitter: 0 }));
  return { value, extend: (generation) => addGeneration(value, history, generation) };
});

function addGeneration(tallies: readonly Tally[], history: History, generation: number): void {
  for (let slot = 0; slot < history.size(generation); slot++) {
    const { isNew, parentSlot, fitness, family } = history.cell(generation, slot);
    const tally = tallies[FAMILIES.indexOf(family)];
    if (!isNew || parentSlot < 0 || !tally) continue;
    const change = fitness - history.fitness(generation - 1, parentSlot);
    if (Number.isNaN(change)) tally.diverged++;
    else {
      tally.moments = withValue(tally.moments, change);
      if (change > 0) tally.fitter++;
    }
  }
}

/** Child's fitness minus its parent's in the generation before, by the kind of mutation. Founders and elites have none. */
export function scorecard(history: History): Score[] {
  return tallies(history).map(({ moments, diverged, fitter }, i) => {
    const { count, mean, low, high } = estimate(moments);
    return {
      family: FAMILIES[i] as Family, // a tally a family
      count,
      mean,
      low,
      high,
      diverged,
      fitter: count === 0 ? Number.NaN : fitter / count,
      verdict: Number.isNaN(low) ? 'unknown' : low > 0 ? 'above' : high < 0 ? 'below' : 'overlaps',
    };
  });
}
