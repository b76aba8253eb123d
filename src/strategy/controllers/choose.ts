import { pow } from '#core/maths.ts';
import type { Draws } from '#core/random.ts';
import type { Exploration, Holding } from '#core/strategy/controller-settings.ts';
import type { Reason, Situation } from '#core/strategy/decision.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { ControllerContext } from './controller.ts';

/** Choice of a seat, by its number among the options, with its reason. */
export interface Chosen {
  readonly at: number;
  readonly reason: Reason;
}

/** Position of a seat that learns: where its run and its training stand. */
export interface Standing {
  /** Number of the choice in force; −1: none. */
  readonly current: number;
  /** True when it must stand. */
  readonly isHeld: boolean;
  readonly switchCost: number;
}

/** Finds the choice of a seat that is in force, and whether it must stay so. */
export function standingOf(
  { current, held }: Situation,
  seat: Seat,
  options: readonly string[],
  { hold, switchCost }: Holding,
): Standing {
  const at = current === null ? -1 : options.indexOf(current[seat]);
  return { current: at, isHeld: at >= 0 && held[seat] < hold, switchCost };
}

/** The choice that promises most, the first of equals, once a switch has been paid for. */
export function greatest(values: readonly number[], { current, switchCost }: Standing): number {
  const worth = (at: number) =>
    (values[at] as number) - (current >= 0 && at !== current ? switchCost : 0);
  return values.reduce((best, _, at) => (worth(at) > worth(best) ? at : best), 0);
}

/** Chooses with probability ε any choice, else the one that promises most. Draws two random words. */
export function epsilonGreedy(
  values: readonly number[],
  standing: Standing,
  epsilon: number,
  reader: Draws,
): Chosen {
  const best = greatest(values, standing);
  const explores = reader.uniform() < epsilon;
  const drawn = reader.integer(values.length);
  const share = epsilon / values.length;
  return {
    at: explores ? drawn : best,
    reason: {
      ground: explores ? 'chance' : 'value',
      values,
      deviations: null,
      chances: values.map((_, at) => share + (at === best ? 1 - epsilon : 0)),
    },
  };
}

/** The choice in force stands, whatever it is worth. */
export const held = ({ current }: Standing, values: readonly number[] | null): Chosen => ({
  at: current,
  reason: { ground: 'held', values, deviations: null, chances: null },
});

/** Rate at which chance decides for a row, as its context says how far all the runs have come. */
export function epsilonOf(
  { start, end, over, ladder }: Exploration,
  { row, episode, interval }: Situation,
  { rows, episodes, intervals }: ControllerContext,
): number {
  const done = (episode * intervals + interval) / (episodes * intervals);
  const fallen = over === 0 ? 1 : Math.min(1, done / over);
  const epsilon = start + (end - start) * fallen;
  return rows === 1 ? epsilon : pow(epsilon, 1 + (ladder * row) / (rows - 1));
}
