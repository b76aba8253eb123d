import { contextIn } from '#algorithms/algorithm.ts';
import type { Programs } from '#algorithms/contract.ts';
import { policiesOf } from '#core/team.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import { masksIn } from './masks.ts';
import { chooseAmongAllowed } from './random-actions.ts';
import { createRollout, estimateAdvantages, type Rollout, writeRollout } from './rollout.ts';
import type { RunState } from './state.ts';
import { createTrainingArena } from './training-arena.ts';

/**
 * One generation's training from each agent's own rollouts, all agents side by side in lockstep. An agent learns when
 * its rollout of `learnStep` environment steps is full; an unfinished rollout is dropped at the generation's end.
 *
 * Yields the number of each vector step before it is made; the run pauses while nothing is pulled.
 */
export async function* trainOnPolicy(state: RunState): AsyncGenerator<number, void, void> {
  const { device } = state;
  const { environmentsPerAgent: lanes } = state.config.training;
  const size = state.agents.length;
  const count = size * lanes;
  const arena = createTrainingArena(state);
  const { observationWidth: width, actionWidth, playerCount } = arena;
  const context = contextIn(state.environment, state.config);
  const drawn = state.algorithm.learnsFrom?.(context) ?? 'actions';
  /** Players in all environments of an agent: how many rewards, values and the like a step gives it. */
  const each = lanes * playerCount;
  const policies = policiesOf(state.algorithm.declaration).map(({ players }) => players ?? [0]);
  const observations = new Float32Array(count * width);
  const lastObservations = new Float32Array(count * width);
  const actions = new Float32Array(count * actionWidth);
  const active = new Uint8Array(size);
  const rollouts: Rollout[] = [];
  const masks = masksIn(state.environment);
  const choiceCount = masks?.width ?? 0;
  const mask = new Float32Array(count * choiceCount);
  const observe = (lane: number) => {
    arena.observe(lane, observations, lane * width);
    if (masks) arena.writeMask(lane, mask, lane * choiceCount);
  };
  for (let lane = 0; lane < count; lane++) observe(lane);

  for (let step = 0; step < vectorSteps(state.config); step++) {
    yield step;
    state.observationRange.add(observations, step);

    for (let slot = 0; slot < size; slot++) {
      // An edit of the rollout's length begins a new one.
      const steps = rolloutSteps(state, slot);
      if (rollouts[slot]?.steps !== steps)
        rollouts[slot] = createRollout(
          steps,
          each,
          lanes * width,
          lanes * actionWidth,
          lanes * choiceCount,
        );
      const from = slot * lanes * width;
      const own = observations.subarray(from, from + lanes * width);
      device.write('act', 'observations', slot, own);
      const { observations: kept, masks: keptMasks, taken } = rollouts[slot] as Rollout;
      kept.set(own, taken * lanes * width);
      if (!masks) continue;
      const length = lanes * choiceCount;
      const ownMask = mask.subarray(slot * length, (slot + 1) * length);
      device.write('act', 'mask', slot, ownMask);
      keptMasks.set(ownMask, taken * length);
    }
    const acting = device.run('act', step);
    if (acting) await acting;
    actions.set(await all(device, 'actions'));
    record(rollouts, await all(device, drawn), lanes * actionWidth, 'actions');
    record(rollouts, await all(device, 'logProbabilities'), each, 'logProbabilities');
    record(rollouts, await all(device, 'values'), each, 'values');
    if (masks) chooseAmongAllowed(state, arena, step, actions); // an agent that has diverged may choose any
    if (arena.stepAll) await arena.stepAll(actions, step);

    const over: number[] = [];
    active.fill(0);
    let anyTruncated = false;
    for (let lane = 0; lane < count; lane++) {
      const slot = Math.floor(lane / lanes);
      const rollout = rollouts[slot] as Rollout; // slot < size
      const at = (rollout.taken * lanes + (lane % lanes)) * playerCount;
      const outcome = arena.step(lane, actions, lane * actionWidth);
      const { terminated, truncated } = outcome;
      for (let player = 0; player < playerCount; player++) {
        rollout.rewards[at + player] = outcome.rewards[player] as number; // one per player
        rollout.terminated[at + player] = outcome.ended[player] as number;
        rollout.truncated[at + player] = truncated ? 1 : 0;
      }
      arena.observe(lane, lastObservations, lane * width);
      if (terminated || truncated) over.push(lane);
      if (!truncated) continue;
      active[slot] = 1;
      anyTruncated = true;
    }
    if (anyTruncated) {
      await valueAll(device, step, lastObservations, active, lanes * width);
      for (let slot = 0; slot < size; slot++) {
        if (!active[slot]) continue;
        const { finalValues, taken } = rollouts[slot] as Rollout;
        finalValues.set(await device.read('value', 'values', slot), taken * each);
      }
    }
    observations.set(lastObservations);
    if (masks)
      for (let lane = 0; lane < count; lane++) arena.writeMask(lane, mask, lane * choiceCount);
    for (const lane of over) {
      arena.reset(lane);
      observe(lane);
    }
    state.steps += count;

    let anyFull = false;
    rollouts.forEach((rollout, slot) => {
      rollout.taken++;
      const full = rollout.taken === rollout.steps;
      active[slot] = full ? 1 : 0;
      anyFull ||= full;
    });
    if (!anyFull) continue;
    await valueAll(device, step, observations, active, lanes * width);
    for (let slot = 0; slot < size; slot++) {
      if (!active[slot]) continue;
      const rollout = rollouts[slot] as Rollout;
      rollout.lastValues.set(await device.read('value', 'values', slot));
      const { gamma, lambda } = hyperparametersOf(state, slot);
      const normalised = state.config.settings['normaliseAdvantages'] !== false;
      estimateAdvantages(rollout, { gamma, lambda, normalised, policies });
      writeRollout(device, slot, rollout, rollout.steps * lanes);
      rollout.taken = 0;
    }
    await learn(state, step, active);
  }
}

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

/** Vector steps in one rollout of an agent. */
function rolloutSteps(state: RunState, slot: number): number {
  const { learnStep } = hyperparametersOf(state, slot);
  return Math.ceil(learnStep / state.config.training.environmentsPerAgent);
}

async function all(
  device: RunState['device'],
  value: Programs['act']['outputs'],
): Promise<Float32Array> {
  return await device.readAll('act', value);
}

/** Appends each agent's part of one step's values to its rollout. */
function record(
  rollouts: readonly Rollout[],
  data: Float32Array,
  length: number,
  field: 'actions' | 'logProbabilities' | 'values',
): void {
  rollouts.forEach((rollout, slot) => {
    const own = data.subarray(slot * length, (slot + 1) * length);
    rollout[field].set(own, rollout.taken * length);
  });
}

/** Runs the critics of the active agents on their environments' observations, `length` numbers an agent. */
async function valueAll(
  device: RunState['device'],
  step: number,
  observations: Float32Array,
  active: Uint8Array,
  length: number,
): Promise<void> {
  active.forEach((flag, slot) => {
    if (!flag) return;
    const own = observations.subarray(slot * length, (slot + 1) * length);
    device.write('value', 'observations', slot, own);
  });
  await device.run('value', step, active);
}

/**
 * Makes epochs of minibatch updates from the rollouts just written, for the agents whose flag is set. An agent stops after the
 * epoch in which its policy moved farther than `targetKl` from the one that made the rollout.
 */
async function learn(state: RunState, step: number, active: Uint8Array): Promise<void> {
  const { device } = state;
  const targetKl = state.config.settings['targetKl'] as number;
  const { environmentsPerAgent: lanes } = state.config.training;
  const learners = [...active.keys()].filter((slot) => active[slot]);
  const perEpoch = new Map<number, number>();
  const left = new Map<number, number>(); // updates, by slot
  const divergence = new Map<number, number>(); // summed up over the epoch
  for (const slot of learners) {
    const { batchSize, epochs } = hyperparametersOf(state, slot);
    const minibatches = Math.ceil((rolloutSteps(state, slot) * lanes) / batchSize);
    perEpoch.set(slot, minibatches);
    left.set(slot, epochs * minibatches);
  }
  const number = new Float32Array(1);
  for (let update = 0; ; update++) {
    active.fill(0);
    number[0] = update;
    const now = learners.filter((slot) => update < (left.get(slot) as number)); // set for every learner
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
      const ends = (update + 1) % minibatches === 0;
      divergence.set(slot, ends ? 0 : sum);
      if (ends && sum / minibatches > targetKl) left.set(slot, update + 1);
    }
  }
}
