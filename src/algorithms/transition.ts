import type { PlayerSpaces } from '#core/environment.ts';
import { choiceSize, storedSize } from '#core/spaces.ts';
import { choiceWidths, observationWidths, total } from '#core/team.ts';

/**
 * Fields that can be remembered of a step of an environment. `terminated` is 1 where the task ended, not where time
 * ran out.
 */
export type TransitionField =
  | 'observations'
  | 'actions'
  | 'rewards'
  | 'nextObservations'
  | 'terminated'
  /**
   * Numbers added to the values of the choices after the step: the potential that is paid for, which is else 0, or for
   * those that cannot be made a number below all values.
   */
  | 'nextMask';

/** Fields remembered of a step, and how many numbers each has. */
export type Transition = Readonly<Partial<Record<TransitionField, number>>>;

/** Everything about one step. */
export function oneStep({ observationSpace, actionSpace }: PlayerSpaces) {
  const width = choiceSize(observationSpace);
  return {
    observations: width,
    actions: storedSize(actionSpace),
    rewards: 1,
    nextObservations: width,
    terminated: 1,
  } satisfies Transition;
}

/** Everything about one step of a team: everybody's numbers side by side, of actions one per choice. */
export function jointStep(players: readonly PlayerSpaces[]) {
  const width = total(observationWidths(players));
  return {
    observations: width,
    actions: total(choiceWidths(players)),
    rewards: players.length,
    nextObservations: width,
    terminated: players.length,
  } satisfies Transition;
}
