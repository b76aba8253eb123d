import { FAMILIES, type Family } from '#core/lineage.ts';
import { studentReach } from '#core/student-t.ts';
import { copiesOf } from './copies.ts';
import { gainOf, type History } from './history.ts';
import { incremental } from './incremental.ts';

/** Fitness of the children with one kind of mutation, beside the unmutated copies of the same generations. */
export interface Score {
  readonly family: Family;
  /** Children that could be set beside copies. */
  readonly count: number;
  /** Generations that they were born in. */
  readonly generations: number;
  /** Mean amount by which they differed from their parents more than copies did from theirs; NaN without any. */
  readonly mean: number;
  /** Ends of its 95 % interval; NaN below two generations. */
  readonly low: number;
  readonly high: number;
  /** Children of generations without copies: left out. */
  readonly alone: number;
  /** Children that diverged, or whose parent had: left out. */
  readonly diverged: number;
  /** Position of the interval to 0. 'unknown': too few generations. */
  readonly verdict: 'above' | 'below' | 'overlaps' | 'unknown';
}

/** Below so many generations an interval is not to be trusted. */
const FEWEST_GENERATIONS = 8;
const OUTSIDE = 0.05;
const MUTATIONS = FAMILIES.filter((family) => family !== 'none');

interface Tally {
  /** Groups by generation: children beside copies, and the sum of their differences. */
  readonly groups: { readonly count: number; readonly sum: number }[];
  alone: number;
  diverged: number;
}

const tallies = incremental<readonly Tally[]>((history) => {
  const value = MUTATIONS.map((): Tally => ({ groups: [], alone: 0, diverged: 0 }));
  return { value, extend: (generation) => addGeneration(value, history, generation) };
});

function addGeneration(tallies: readonly Tally[], history: History, generation: number): void {
  const changes = copiesOf(history)[generation]?.changes ?? [];
  const baseline = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const cells = history.cells(generation);
  for (const [i, tally] of tallies.entries()) {
    const differences = cells
      .filter((cell) => cell.isNew && cell.parentSlot >= 0 && cell.family === MUTATIONS[i])
      .map((cell) => gainOf(history, cell));
    const told = differences.filter((change) => !Number.isNaN(change));
    tally.diverged += differences.length - told.length;
    if (changes.length === 0) tally.alone += told.length;
    else if (told.length > 0)
      tally.groups.push({
        count: told.length,
        sum: told.reduce((sum, change) => sum + change - baseline, 0),
      });
  }
}

/**
 * Difference in differences by the kind of mutation: child minus parent, less the mean of the same over the unmutated
 * copies of the generation. Copies learn, too, and their parents were chosen alike, so that neither learning nor a
 * parent's luck counts. Children of one generation share its copies; generations are what the interval takes to be
 * independent.
 */
export function scorecard(history: History): Score[] {
  return tallies(history).map(({ groups, alone, diverged }, i) => {
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    const mean = groups.reduce((sum, group) => sum + group.sum, 0) / count;
    const { length } = groups;
    const squares = groups.reduce((sum, group) => sum + (group.sum - mean * group.count) ** 2, 0);
    const half =
      length < 2
        ? Number.NaN
        : (studentReach(length - 1, OUTSIDE) * Math.sqrt((squares * length) / (length - 1))) /
          count;
    const [low, high] = [mean - half, mean + half];
    const isKnown = length >= FEWEST_GENERATIONS;
    return {
      family: MUTATIONS[i] as Family, // a tally a kind
      count,
      generations: length,
      mean,
      low,
      high,
      alone,
      diverged,
      verdict: !isKnown ? 'unknown' : low > 0 ? 'above' : high < 0 ? 'below' : 'overlaps',
    };
  });
}
