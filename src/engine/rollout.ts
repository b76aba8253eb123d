import { generalizedAdvantage, normalise, type Steps } from './advantage.ts';
import type { RunState } from './state.ts';

/** What one agent did since it learned last; rows as of {@link Steps}. */
export interface Rollout extends Steps {
  /** Steps of all its environments so far; full at `steps`. */
  taken: number;
  readonly observations: Float32Array;
  /** As they were drawn. */
  readonly actions: Float32Array;
  readonly logProbabilities: Float32Array;
  readonly values: Float32Array;
  readonly rewards: Float32Array;
  readonly terminated: Float32Array;
  readonly truncated: Float32Array;
  readonly finalValues: Float32Array;
  readonly lastValues: Float32Array;
  readonly advantages: Float32Array;
  readonly returns: Float32Array;
}

export function createRollout(
  steps: number,
  lanes: number,
  observationWidth: number,
  actionWidth: number,
): Rollout {
  const column = () => new Float32Array(steps * lanes);
  return {
    taken: 0,
    steps,
    lanes,
    observations: new Float32Array(steps * lanes * observationWidth),
    actions: new Float32Array(steps * lanes * actionWidth),
    logProbabilities: column(),
    values: column(),
    rewards: column(),
    terminated: column(),
    truncated: column(),
    finalValues: column(),
    lastValues: new Float32Array(lanes),
    advantages: column(),
    returns: column(),
  };
}

/** Makes advantages and returns of a full rollout whose `lastValues` stand. */
export function estimateAdvantages(
  rollout: Rollout,
  { gamma, lambda }: { readonly gamma: number; readonly lambda: number },
  normalised: boolean,
): void {
  generalizedAdvantage(rollout, gamma, lambda, rollout.advantages, rollout.returns);
  if (normalised) normalise(rollout.advantages);
}

/** Hands a full rollout to an agent's `learn` program. */
export function writeRollout(device: RunState['device'], slot: number, rollout: Rollout): void {
  const { observations, actions, logProbabilities, values, advantages, returns } = rollout;
  device.write('learn', 'observations', slot, observations);
  device.write('learn', 'actions', slot, actions);
  device.write('learn', 'logProbabilities', slot, logProbabilities);
  device.write('learn', 'values', slot, values);
  device.write('learn', 'advantages', slot, advantages);
  device.write('learn', 'returns', slot, returns);
}
