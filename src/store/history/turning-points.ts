import { studentReach } from '#core/student-t.ts';
import { type Copies, copiesOf } from './copies.ts';
import type { History } from './history.ts';
import { type RecipeStep, recipe } from './recipe.ts';

/** Effect of a mutation on fitness, as far as unmutated copies let it be told. */
export interface TurningPoint {
  readonly step: RecipeStep;
  /**
   * Amount by which the child differed from its parent more than the copies of its generation did from theirs; NaN
   * where there were none, or the child or its parent diverged.
   */
  readonly effect: number;
  /** Ends of its interval; NaN where it cannot be estimated. */
  readonly low: number;
  readonly high: number;
  /** Copies of its generation. */
  readonly copies: number;
  /** 'untold': the interval holds 0, or there is none. */
  readonly verdict: 'higher' | 'lower' | 'untold';
}

/** The champion's figure over fresh episodes, which is no matter of luck in the generation that it was found in. */
export interface FreshFigure {
  readonly agent: number;
  readonly generation: number;
  readonly mean: number;
}

/** All intervals of a lineage together hold with 95 %. */
const OUTSIDE = 0.05;
/** Below so many degrees of freedom the spread of copies is not known well enough to tell anything. */
const FEWEST_DEGREES = 8;

/**
 * The mutations on the way to an agent beside the unmutated copies of the same generations: which of them was followed
 * by a change of fitness that copies do not show. Those that can be told come first, the largest effect first, then the
 * others in the order of the lineage.
 *
 * Copies show what training does and what chance does, an unlucky parent included. Agents on a lineage were chosen for
 * their fitness, which favours the lucky: the mean gain of chosen copies over all copies is taken off. The spread is that of
 * copies within their generations, over the whole run; an interval is that of one more copy (Student's t), as wide as
 * it takes for all mutations of the lineage together to hold with 95 %.
 *
 * A champion is chosen more strictly than others, so its fitness in its generation flatters it; its figure over fresh
 * episodes does not, but copies played those of their generation, which may have been easy ones. So by either it must be
 * told: its effect is the mean of both, and its interval holds both of theirs.
 */
export function turningPoints(
  history: History,
  generation: number,
  slot: number,
  fresh?: FreshFigure | null,
): TurningPoint[] {
  const steps = recipe(history, generation, slot).filter(
    ({ mutation, generation: born }) => mutation.family !== 'none' && born > 0,
  );
  const all = copiesOf(history);
  const spread = spreadOf(all);
  const reach = studentReach(spread.degrees, OUTSIDE / Math.max(1, steps.length));
  const points = steps.map((step): TurningPoint => {
    const { changes } = all[step.generation] ?? { changes: [] };
    const changesOf = [step.gain - spread.choosing];
    if (fresh && step.agent === fresh.agent && step.generation === fresh.generation)
      changesOf.push(fresh.mean - (step.fitness - step.gain));
    const effects = changesOf.map((change) => change - meanOf(changes));
    const effect = meanOf(effects);
    const isKnown = spread.degrees >= FEWEST_DEGREES && !Number.isNaN(effect);
    const half = isKnown
      ? reach * spread.deviation * Math.sqrt(1 + 1 / changes.length)
      : Number.NaN;
    const [low, high] = [Math.min(...effects) - half, Math.max(...effects) + half];
    const verdict = low > 0 ? 'higher' : high < 0 ? 'lower' : 'untold';
    return { step, effect, low, high, copies: changes.length, verdict };
  });
  const told = points.filter(({ verdict }) => verdict !== 'untold');
  return [
    ...told.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
    ...points.filter(({ verdict }) => verdict === 'untold'),
  ];
}

interface Spread {
  /** Deviation of a copy's change within its generation. */
  readonly deviation: number;
  readonly degrees: number;
  /** Amount by which the change of a chosen copy exceeds that of the others of its generation, on average. */
  readonly choosing: number;
}

function spreadOf(all: readonly Copies[]): Spread {
  let squares = 0;
  let degrees = 0;
  let advantage = 0;
  let chosenCopies = 0;
  for (const { changes, chosen } of all) {
    const { length } = changes;
    if (length < 2) continue;
    const mean = meanOf(changes);
    for (const change of changes) squares += (change - mean) ** 2;
    degrees += length - 1;
    // Beside the others alone: a copy is no measure of itself.
    for (const change of chosen) advantage += ((change - mean) * length) / (length - 1);
    chosenCopies += chosen.length;
  }
  return {
    deviation: Math.sqrt(squares / degrees),
    degrees,
    choosing: chosenCopies === 0 ? 0 : advantage / chosenCopies,
  };
}

/** NaN of nothing. */
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
