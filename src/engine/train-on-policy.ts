import { contextIn } from '#algorithms/algorithm.ts';
import type { Programs } from '#algorithms/contract.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import type { TrainingArena } from './arena.ts';
import { masksIn } from './masks.ts';
import { learnFromRollouts, longestRollout, valueAll } from './on-policy-updates.ts';
import { chooseAmongAllowed } from './random-actions.ts';
import { createRollout, type Rollout, withRoom } from './rollout.ts';
import type { RunState } from './state.ts';
import { inTrainingArena } from './training-arena.ts';

/**
 * One generation's training from each agent's own rollouts, all agents side by side in lockstep. An agent divides the
 * generation into rollouts of the same length, to within a step, as few as there can be of at most `learnStep`
 * environment steps, and learns at the end of each, so that it learns from every step once. Lengths that leave nothing
 * over are thus no better than others. Whole rollouts and what is left of the generation would do that too, but the last
 * might be a few steps, of which normalised advantages say nothing; so many whole rollouts as cover the generation, which
 * is what AgileRL makes, would give some agents more steps than others.
 *
 * A live edit of `learnStep` divides what the agent has not learned from yet and what is left of the generation anew.
 *
 * Yields the number of each vector step before it is made; the run pauses while nothing is pulled.
 */
export const trainOnPolicy = inTrainingArena(trainIn);

async function* trainIn(arena: TrainingArena, state: RunState): AsyncGenerator<number, void, void> {
  const { device } = state;
  const { environmentsPerAgent: lanes } = state.config.training;
  const size = state.agents.length;
  const count = size * lanes;
  const { observationWidth: width, actionWidth, playerCount } = arena;
  const context = contextIn(state.environment, state.config);
  const drawn = state.algorithm.learnsFrom?.(context) ?? 'actions';
  /** Players in all environments of an agent: how many rewards, values and the like a step gives it. */
  const each = lanes * playerCount;
  const observations = new Float32Array(count * width);
  const lastObservations = new Float32Array(count * width);
  const actions = new Float32Array(count * actionWidth);
  const active = new Uint8Array(size);
  const masks = masksIn(state.environment);
  const choiceCount = masks?.width ?? 0;
  const widths = {
    lanes: each,
    observations: lanes * width,
    actions: lanes * actionWidth,
    masks: lanes * choiceCount,
  };
  const rollouts: Rollout[] = state.agents.map((_, slot) =>
    createRollout(longestRollout(state, slot), widths),
  );
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
      // An edit may have made rollouts longer.
      const rollout = withRoom(rollouts[slot] as Rollout, longestRollout(state, slot)); // one per slot
      rollouts[slot] = rollout;
      const { observations: kept, masks: keptMasks, taken } = rollout;
      const from = slot * lanes * width;
      const own = observations.subarray(from, from + lanes * width);
      device.write('act', 'observations', slot, own);
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
        rollout.potentials[at + player] = outcome.potential ?? 0;
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
      await valueAll(device, step, lastObservations, active);
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

    for (const rollout of rollouts) rollout.taken++;
    await learnFromRollouts(state, step, rollouts, observations);
  }
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
