import { generalizedAdvantage, normalise } from './advantage.ts';
import type { RunState } from './state.ts';

/** Numbers that are kept of every step. */
const COLUMNS = [
  'observations',
  /** Actions as they were drawn. */
  'actions',
  'logProbabilities',
  'values',
  /** Numbers added to the logits; empty where every choice can always be made. */
  'masks',
  'rewards',
  /** Numbers added to the values of the states that the steps led to. */
  'potentials',
  'terminated',
  'truncated',
  'finalValues',
] as const;

type Column = (typeof COLUMNS)[number];

/** Steps that one agent has made and not learned from; rows as of `Steps` in `advantage.ts`. */
export interface Rollout extends Readonly<Record<Column, Float32Array>> {
  /** Steps of all its environments so far. */
  taken: number;
  /** Steps that there is room for. */
  readonly room: number;
  /** Numbers of one step of all its environments in each column. */
  readonly widths: Readonly<Record<Column, number>>;
}

/** `lanes` counts each player of each environment; the other widths are those of all environments at one step. */
export function createRollout(
  room: number,
  widths: Readonly<{ lanes: number; observations: number; actions: number; masks: number }>,
): Rollout {
  const { lanes, ...given } = widths;
  return roomFor(room, {
    ...given,
    logProbabilities: lanes,
    values: lanes,
    rewards: lanes,
    potentials: lanes,
    terminated: lanes,
    truncated: lanes,
    finalValues: lanes,
  });
}

function roomFor(room: number, widths: Rollout['widths']): Rollout {
  const columns = Object.fromEntries(
    COLUMNS.map((name) => [name, new Float32Array(room * widths[name])]),
  ) as Record<Column, Float32Array>; // of every name
  return { taken: 0, room, widths, ...columns };
}

/** The same rollout with room for so many steps at least. */
export function withRoom(rollout: Rollout, room: number): Rollout {
  if (rollout.room >= room) return rollout;
  const larger = roomFor(room, rollout.widths);
  for (const name of COLUMNS) larger[name].set(rollout[name]);
  larger.taken = rollout.taken;
  return larger;
}

/** Takes the first steps out of a rollout. */
export function dropSteps(rollout: Rollout, steps: number): void {
  const { taken, widths } = rollout;
  for (const name of COLUMNS)
    rollout[name].copyWithin(0, steps * widths[name], taken * widths[name]);
  rollout.taken = taken - steps;
}

/** The first steps of a rollout, from which an agent learns together. */
export interface Part {
  readonly steps: number;
  /** Per lane the value of the observation after the last of them. */
  readonly lastValues: Float32Array;
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

/** Makes advantages and returns of the first steps of a rollout. */
export function estimateAdvantages(
  rollout: Rollout,
  part: Part,
  { gamma, lambda, normalised, policies }: Estimation,
): { readonly advantages: Float32Array; readonly returns: Float32Array } {
  const lanes = rollout.widths.values;
  const advantages = new Float32Array(part.steps * lanes);
  const returns = new Float32Array(part.steps * lanes);
  const { potentials } = rollout;
  const rewards = rollout.rewards.map((reward, i) => reward + gamma * (potentials[i] as number)); // one each
  generalizedAdvantage({ ...rollout, ...part, rewards, lanes }, gamma, lambda, advantages, returns);
  if (!normalised) return { advantages, returns };
  const playerCount = policies.flat().length;
  if (playerCount === 1) normalise(advantages);
  else for (const members of policies) normaliseOf(advantages, playerCount, members);
  return { advantages, returns };
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

/**
 * Hands the first steps of a rollout to an agent's `learn` program, with what is to be learned of them. The rest of the
 * room on the device is left as it is: `rows`, steps of single environments, says how many count.
 */
export function writeRollout(
  device: RunState['device'],
  slot: number,
  rollout: Rollout,
  steps: number,
  learned: Readonly<Record<'advantages' | 'returns', Float32Array> & { rows: number }>,
): void {
  const { widths } = rollout;
  const first = (name: Column) => rollout[name].subarray(0, steps * widths[name]);
  device.write('learn', 'observations', slot, first('observations'));
  device.write('learn', 'actions', slot, first('actions'));
  device.write('learn', 'logProbabilities', slot, first('logProbabilities'));
  device.write('learn', 'values', slot, first('values'));
  if (widths.masks > 0) device.write('learn', 'mask', slot, first('masks'));
  device.write('learn', 'advantages', slot, learned.advantages);
  device.write('learn', 'returns', slot, learned.returns);
  device.write('learn', 'rows', slot, Float32Array.of(learned.rows));
}
