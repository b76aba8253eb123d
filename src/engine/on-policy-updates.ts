import { policiesOf } from '#core/team.ts';
import { nextRollout, rolloutSteps, vectorSteps } from '#core/vector-steps.ts';
import { dropSteps, estimateAdvantages, type Part, type Rollout, writeRollout } from './rollout.ts';
import type { RunState } from './state.ts';

/** Hyperparameters that every on-policy algorithm declares. */
interface OnPolicyHyperparameters {
  readonly learnStep: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly gamma: number;
  readonly lambda: number;
}

function hyperparametersOf({ agents }: RunState, slot: number): OnPolicyHyperparameters {
  return agents[slot]?.genome.hyperparameters as unknown as OnPolicyHyperparameters; // slot < population size
}

/** The most vector steps that an agent learns from at once. */
export function longestRollout(state: RunState, slot: number): number {
  const { learnStep } = hyperparametersOf(state, slot);
  return rolloutSteps(learnStep, state.config.training.environmentsPerAgent);
}

/**
 * Lets every agent learn that has made the steps of its rollout, after the vector step of that number; `observations`
 * are those that follow it, of all agents. Nothing is left over after the last step of a generation.
 *
 * An agent whose rollouts were shortened in the middle of one may have made the steps of several: it learns from one
 * after the other. To all but the first it has moved on a little from the policy that made them, as it has to the later
 * minibatches of any rollout.
 */
export async function learnFromRollouts(
  state: RunState,
  step: number,
  rollouts: readonly Rollout[],
  observations: Float32Array,
): Promise<void> {
  const left = vectorSteps(state.config) - step - 1;
  for (;;) {
    const lengths = rollouts.map(({ taken }, slot) => {
      if (taken === 0) return 0;
      const length = nextRollout(taken + left, longestRollout(state, slot));
      return taken >= length ? length : 0;
    });
    const learners = [...lengths.keys()].filter((slot) => lengths[slot]);
    if (learners.length === 0) return;
    await hand(state, step, rollouts, lengths, observations);
    await update(state, step, learners, lengths);
  }
}

/** Hands the agents the first so many steps of their rollouts, and takes them out of these; 0: nothing. */
async function hand(
  state: RunState,
  step: number,
  rollouts: readonly Rollout[],
  lengths: readonly number[],
  observations: Float32Array,
): Promise<void> {
  const { device, algorithm, config } = state;
  const policies = policiesOf(algorithm.declaration).map(({ players }) => players ?? [0]);
  const normalised = config.settings['normaliseAdvantages'] !== false;
  const endsNow = Uint8Array.from(rollouts, ({ taken }, slot) =>
    taken > 0 && taken === lengths[slot] ? 1 : 0,
  );
  await valueAll(device, step, observations, endsNow);
  for (const [slot, rollout] of rollouts.entries()) {
    const steps = lengths[slot] as number; // one per rollout
    if (steps === 0) continue;
    const { widths, values } = rollout;
    const lastValues = endsNow[slot]
      ? await device.read('value', 'values', slot)
      : values.slice(steps * widths.values, (steps + 1) * widths.values);
    const part: Part = { steps, lastValues };
    const { gamma, lambda } = hyperparametersOf(state, slot);
    const estimated = estimateAdvantages(rollout, part, { gamma, lambda, normalised, policies });
    const rows = steps * config.training.environmentsPerAgent;
    writeRollout(device, slot, rollout, steps, { ...estimated, rows });
    dropSteps(rollout, steps);
  }
}

/** Runs the critics of the active agents on their environments' observations, of which all agents have as many numbers. */
export async function valueAll(
  device: RunState['device'],
  step: number,
  observations: Float32Array,
  active: Uint8Array,
): Promise<void> {
  const length = observations.length / active.length;
  active.forEach((flag, slot) => {
    if (!flag) return;
    const own = observations.subarray(slot * length, (slot + 1) * length);
    device.write('value', 'observations', slot, own);
  });
  await device.run('value', step, active);
}

/**
 * Makes epochs of minibatch updates from the steps just handed to the learners, by slot so many. An agent stops after the
 * epoch in which its policy moved farther than `targetKl` from the one that made the rollout.
 */
async function update(
  state: RunState,
  step: number,
  learners: readonly number[],
  lengths: readonly number[],
): Promise<void> {
  const { device } = state;
  const targetKl = state.config.settings['targetKl'] as number;
  const { environmentsPerAgent: lanes } = state.config.training;
  const active = new Uint8Array(lengths.length);
  const perEpoch = new Map<number, number>();
  const left = new Map<number, number>(); // updates, by slot
  const divergence = new Map<number, number>(); // summed up over the epoch
  for (const slot of learners) {
    const { batchSize, epochs } = hyperparametersOf(state, slot);
    const minibatches = Math.ceil(((lengths[slot] as number) * lanes) / batchSize); // one per slot
    perEpoch.set(slot, minibatches);
    left.set(slot, epochs * minibatches);
  }
  const number = new Float32Array(1);
  for (let made = 0; ; made++) {
    active.fill(0);
    number[0] = made;
    const now = learners.filter((slot) => made < (left.get(slot) as number)); // set for every learner
    if (now.length === 0) return;
    for (const slot of now) {
      active[slot] = 1;
      device.write('learn', 'update', slot, number);
    }
    const learning = device.run('learn', step, active);
    if (learning) await learning;
    state.updates += now.length;

    if (!(targetKl > 0)) continue;
    for (const slot of now) {
      const minibatches = perEpoch.get(slot) as number;
      const [moved = 0] = await device.read('learn', 'divergence', slot);
      const sum = (divergence.get(slot) ?? 0) + moved;
      const ends = (made + 1) % minibatches === 0;
      divergence.set(slot, ends ? 0 : sum);
      if (ends && sum / minibatches > targetKl) left.set(slot, made + 1);
    }
  }
}
