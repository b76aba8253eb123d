import { contextIn } from '#algorithms/algorithm.ts';
import type { TransitionField } from '#algorithms/transition.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import type { Agent } from '#evolution/generation.ts';
import type { TrainingArena } from './arena.ts';
import { finiteTransitions } from './finite-transitions.ts';
import { masksIn } from './masks.ts';
import { actAtRandom, areActingAtRandom, chooseAmongAllowed } from './random-actions.ts';
import type { RunState } from './state.ts';
import { inTrainingArena } from './training-arena.ts';

/**
 * One generation's training from a shared replay buffer, as AgileRL's `train_off_policy`, but with all agents side by
 * side in lockstep: all act, all step, all transitions enter the buffer in order of slot, all learn. Left out are
 * transitions with a number that is not finite: an agent that has diverged must not harm those that learn beside it.
 *
 * Yields before each vector step its number; not pulling it is pause.
 */
export const trainOffPolicy = inTrainingArena(trainIn);

async function* trainIn(arena: TrainingArena, state: RunState): AsyncGenerator<number, void, void> {
  const { agents, device, algorithm } = state;
  const { environmentsPerAgent: lanes } = state.config.training;
  const count = agents.length * lanes;
  const { observationWidth: width, actionWidth, playerCount } = arena;
  const observations = new Float32Array(count * width);
  const nextObservations = new Float32Array(count * width);
  const rewards = new Float32Array(count * playerCount);
  const terminated = new Float32Array(count * playerCount);
  const epsilon = new Float32Array(1);
  const active = new Uint8Array(agents.length);
  const context = contextIn(state.environment, state.config);
  const learnsFromSamples = algorithm.learnsFrom?.(context) === 'samples';
  const remembered = Object.keys(algorithm.transition?.(context) ?? {}) as TransitionField[];
  const keepsState = algorithm.keepsState?.(context) ?? false;
  const begins = new Float32Array(count).fill(1);
  const masks = masksIn(state.environment);
  const choiceCount = masks?.width ?? 0;
  const mask = new Float32Array(count * choiceCount);
  const nextMask = new Float32Array(count * choiceCount);
  for (let lane = 0; lane < count; lane++) {
    arena.observe(lane, observations, lane * width);
    if (masks) arena.writeMask(lane, mask, lane * choiceCount);
  }

  for (let step = 0; step < vectorSteps(state.config); step++) {
    yield step;
    state.observationRange.add(observations, step);

    epsilon[0] = state.epsilon;
    for (let slot = 0; slot < agents.length; slot++) {
      const from = slot * lanes * width;
      device.write('act', 'observations', slot, observations.subarray(from, from + lanes * width));
      if (algorithm.exploration) device.write('act', 'epsilon', slot, epsilon);
      if (masks) {
        const first = slot * lanes * choiceCount;
        const own = mask.subarray(first, first + lanes * choiceCount);
        device.write('act', 'mask', slot, own);
      }
      if (keepsState)
        device.write('act', 'begins', slot, begins.subarray(slot * lanes, (slot + 1) * lanes));
    }
    const acting = device.run('act', step);
    if (acting) await acting;
    const read = device.readAll('act', 'actions');
    const actions = read instanceof Float32Array ? read.slice() : await read;

    const drawn = learnsFromSamples ? (await device.readAll('act', 'samples')).slice() : actions;

    if (areActingAtRandom(state)) actAtRandom(state, step, actions);
    if (masks) chooseAmongAllowed(state, arena, step, actions);
    if (arena.stepAll) await arena.stepAll(actions, step);

    const over: number[] = [];
    for (let lane = 0; lane < count; lane++) {
      const outcome = arena.step(lane, actions, lane * actionWidth);
      for (let player = 0; player < playerCount; player++) {
        rewards[lane * playerCount + player] = outcome.rewards[player] as number; // one per player
        terminated[lane * playerCount + player] = outcome.ended[player] as number;
      }
      arena.observe(lane, nextObservations, lane * width);
      if (masks) arena.writeMask(lane, mask, lane * choiceCount);
      for (let at = lane * choiceCount; at < (lane + 1) * choiceCount; at++)
        nextMask[at] = (mask[at] as number) + (outcome.potential ?? 0); // as long as the mask
      if (outcome.terminated || outcome.truncated) over.push(lane);
    }
    const known = {
      observations,
      actions: drawn,
      rewards,
      nextObservations,
      terminated,
      nextMask,
    };
    const fields = Object.fromEntries(remembered.map((field) => [field, known[field]]));
    const finite = finiteTransitions({ count, fields });
    if (finite.count > 0) device.remember(finite.count, finite.fields);
    // A finished episode's last observation is remembered as it was; the next one starts from its own.
    observations.set(nextObservations);
    begins.fill(0);
    for (const lane of over) {
      begins[lane] = 1;
      arena.reset(lane);
      arena.observe(lane, observations, lane * width);
      if (masks) arena.writeMask(lane, mask, lane * choiceCount);
    }
    state.steps += count;
    if (algorithm.exploration)
      state.epsilon = algorithm.exploration.next(state.config, state.epsilon);

    countSteps(state);
    for (let round = 0; markLearners(state, active); round++) {
      const update = step * MAX_ROUNDS + round;
      const learning = device.run('learn', update, active);
      if (learning) await learning;
      for (let slot = 0; slot < agents.length; slot++)
        state.learned[slot] = (state.learned[slot] as number) + (active[slot] as number);
      for (const { program, every } of algorithm.delayed ?? []) {
        const interval = every(state.config);
        const due = active.map((flag, slot) =>
          (state.learned[slot] as number) % interval === 0 ? flag : 0,
        );
        if (!due.includes(1)) continue;
        const following = device.run(program, update, due);
        if (following) await following;
      }
    }
  }
}

/** More updates than one vector step can ask for: one for each environment of an agent, of which there are fewer. */
const MAX_ROUNDS = 128;

/**
 * Counts this step's environment steps of every agent that may learn: once the replay buffer holds more than the
 * learning delay, and a whole minibatch of the agent's.
 *
 * An agent makes one update for every `learnStep` of these steps, whatever the number of its environments, so that n
 * steps give ⌊n ÷ learnStep⌋ updates. Steps left over count on in later generations, and in the agent's children; where
 * `learnStep` changes, by an edit or a mutation, they count as less than one update.
 */
function countSteps({ agents, config, device, unlearned }: RunState): void {
  const { environmentsPerAgent: lanes, learningDelay } = config.training;
  const { remembered } = device;
  if (remembered <= learningDelay) return;
  agents.forEach((agent, slot) => {
    const { learnStep, batchSize } = cadenceOf(agent);
    if (remembered < batchSize) return;
    unlearned[slot] = Math.min(unlearned[slot] as number, learnStep - 1) + lanes; // slot < population size
  });
}

/** Flags the agents that have an update to make, and counts it; false if none has. */
function markLearners(state: RunState, active: Uint8Array): boolean {
  let any = false;
  state.agents.forEach((agent, slot) => {
    const { learnStep } = cadenceOf(agent);
    const steps = state.unlearned[slot] as number; // slot < population size
    active[slot] = steps >= learnStep ? 1 : 0;
    if (steps < learnStep) return;
    any = true;
    state.unlearned[slot] = steps - learnStep;
    state.updates++;
  });
  return any;
}

/** Hyperparameters that every off-policy algorithm declares. */
interface Cadence {
  readonly learnStep: number;
  readonly batchSize: number;
}

const cadenceOf = ({ genome }: Agent) => genome.hyperparameters as unknown as Cadence; // checked with the configuration
