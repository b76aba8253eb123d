import { generalizedAdvantage, normalise, type Steps } from './advantage.ts';
import type { RunState } from './state.ts';

/** Steps of one agent since its last update; rows as of {@link Steps}. */
export interface Rollout extends Steps {
  /** Steps of all its environments so far; full at `steps`. */
  taken: number;
  readonly observations: Float32Array;
  /** Actions as they were drawn. */
  readonly actions: Float32Array;
  readonly logProbabilities: Float32Array;
  readonly values: Float32Array;
  /** Numbers added to the logits; empty where every choice can always be made. */
  readonly masks: Float32Array;
  readonly rewards: Float32Array;
  readonly terminated: Float32Array;
  readonly truncated: Float32Array;
  readonly finalValues: Float32Array;
  readonly lastValues: Float32Array;
  readonly advantages: Float32Array;
  readonly returns: Float32Array;
}

/** `lanes` counts each player of each environment; the widths are those of all environments at one step. */
export function createRollout(
  steps: number,
  lanes: number,
  observationWidth: number,
  actionWidth: number,
  maskWidth = 0,
): Rollout {
  const column = () => new Float32Array(steps * lanes);
  return {
    taken: 0,
    steps,
    lanes,
    observations: new Float32Array(steps * observationWidth),
    actions: new Float32Array(steps * actionWidth),
    logProbabilities: column(),
    values: column(),
    masks: new Float32Array(steps * maskWidth),
    rewards: column(),
    terminated: column(),
    truncated: column(),
    finalValues: column(),
    lastValues: new Float32Array(lanes),
    advantages: column(),
    returns: column(),
  };
}

/** Settings by which advantages are made. */
interface Estimation {
  readonly gamma: number;
  readonly lambda: number;
  /** True when they are normalised, those of players who share a policy together. */
  readonly normalised: boolean;
  /** Per policy the players whose it is. */
  readonly policies: readonly (readonly number[])[];
}

/** Makes advantages and returns of a full rollout whose `lastValues` stand. */
export function estimateAdvantages(
  rollout: Rollout,
  { gamma, lambda, normalised, policies }: Estimation,
): void {
  const { advantages, returns } = rollout;
  generalizedAdvantage(rollout, gamma, lambda, advantages, returns);
  if (!normalised) return;
  const playerCount = policies.flat().length;
  if (playerCount === 1) normalise(advantages);
  else for (const members of policies) normaliseOf(advantages, playerCount, members);
}

/** Normalises the advantages of some of the players, every so many numbers being of one moment. */
function normaliseOf(advantages: Float32Array, playerCount: number, members: readonly number[]) {
  const rows = advantages.length / playerCount;
  const own = Float32Array.from(
    { length: rows * members.length },
    (_, i) => advantages[ownIndex(i)] as number, // i < rows · members
  );
  normalise(own, 'sample');
  own.forEach((advantage, i) => {
    advantages[ownIndex(i)] = advantage;
  });

  function ownIndex(i: number): number {
    const member = members[i % members.length] as number;
    return Math.floor(i / members.length) * playerCount + member;
  }
}

/** Hands a full rollout, of so many steps of single environments, to an agent's `learn` program. */
export function writeRollout(
  device: RunState['device'],
  slot: number,
  rollout: Rollout,
  rows: number,
): void {
  const { observations, actions, logProbabilities, values, masks, advantages, returns } = rollout;
  device.write('learn', 'observations', slot, observations);
  device.write('learn', 'actions', slot, actions);
  device.write('learn', 'logProbabilities', slot, logProbabilities);
  device.write('learn', 'values', slot, values);
  if (masks.length > 0) device.write('learn', 'mask', slot, masks);
  device.write('learn', 'advantages', slot, advantages);
  device.write('learn', 'returns', slot, returns);
  device.write('learn', 'rows', slot, Float32Array.of(rows));
}
