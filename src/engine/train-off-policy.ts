import { soloPlayer } from './arena.ts';
import { actAtRandom, areActingAtRandom } from './random-actions.ts';
import type { RunState } from './state.ts';
import { createTrainingArena, vectorSteps } from './training-arena.ts';

/**
 * One generation's training from a shared replay buffer, as AgileRL's `train_off_policy`, but with all agents side by
 * side in lockstep: all act, all step, all transitions enter the buffer in order of slot, all learn.
 *
 * Yields before each vector step its number; not pulling it is pause.
 */
export async function* trainOffPolicy(state: RunState): AsyncGenerator<number, void, void> {
  const { agents, device, algorithm } = state;
  const { environmentsPerAgent: lanes } = state.config.training;
  const count = agents.length * lanes;
  const arena = createTrainingArena(state);
  const { observationWidth: width, actionWidth } = arena;
  const observations = new Float32Array(count * width);
  const nextObservations = new Float32Array(count * width);
  const rewards = new Float32Array(count);
  const terminated = new Float32Array(count);
  const epsilon = new Float32Array(1);
  const active = new Uint8Array(agents.length);
  const memoryWidth =
    algorithm.memory?.({ ...soloPlayer(state.environment), config: state.config }) ?? 0;
  const memory = new Float32Array(count * memoryWidth);
  for (let lane = 0; lane < count; lane++) arena.observe(lane, observations, lane * width);

  for (let step = 0; step < vectorSteps(state); step++) {
    yield step;
    state.seen.note(observations, step);

    epsilon[0] = state.epsilon;
    for (let slot = 0; slot < agents.length; slot++) {
      const from = slot * lanes * width;
      device.write('act', 'observations', slot, observations.subarray(from, from + lanes * width));
      if (algorithm.exploration) device.write('act', 'epsilon', slot, epsilon);
      if (memoryWidth > 0) {
        const size = lanes * memoryWidth;
        device.write('act', 'memory', slot, memory.subarray(slot * size, (slot + 1) * size));
      }
    }
    const acting = device.run('act', step);
    if (acting) await acting;
    const read = device.readAll('act', 'actions');
    const actions = read instanceof Float32Array ? read.slice() : await read;

    if (areActingAtRandom(state)) actAtRandom(state, step, actions);

    if (memoryWidth > 0) memory.set(await device.readAll('act', 'nextMemory'));

    const over: number[] = [];
    for (let lane = 0; lane < count; lane++) {
      const outcome = arena.step(lane, actions, lane * actionWidth);
      rewards[lane] = outcome.reward;
      terminated[lane] = outcome.terminated ? 1 : 0;
      arena.observe(lane, nextObservations, lane * width);
      if (outcome.terminated || outcome.truncated) over.push(lane);
    }
    device.remember(count, { observations, actions, rewards, nextObservations, terminated });
    // A finished episode's last observation is remembered as it was; the next one starts from its own.
    observations.set(nextObservations);
    for (const lane of over) {
      memory.fill(0, lane * memoryWidth, (lane + 1) * memoryWidth);
      arena.reset(lane);
      arena.observe(lane, observations, lane * width);
    }
    state.steps += count;
    if (algorithm.exploration)
      state.epsilon = algorithm.exploration.next(state.config, state.epsilon);

    for (let round = 0; markLearners(state, step, round, active); round++) {
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

/** More updates than one vector step can ask for: environments per agent are capped below it. */
const MAX_ROUNDS = 128;

/**
 * Flags the agents that learn in this round after this step; false if none does. An agent learns once every
 * `learnStep` environment steps of its own: several times per vector step if it has more environments than that,
 * else once every few vector steps (AgileRL's cadence).
 */
function markLearners(state: RunState, step: number, round: number, active: Uint8Array): boolean {
  const { environmentsPerAgent: lanes, learningDelay } = state.config.training;
  const { remembered } = state.device;
  let any = false;
  state.agents.forEach(({ genome }, slot) => {
    const { learnStep, batchSize } = genome.hyperparameters as {
      learnStep: number;
      batchSize: number;
    };
    const rounds =
      learnStep > lanes
        ? step % Math.floor(learnStep / lanes) === 0
          ? 1
          : 0
        : Math.floor(lanes / learnStep);
    const learns = round < rounds && remembered >= batchSize && remembered > learningDelay;
    active[slot] = learns ? 1 : 0;
    if (!learns) return;
    any = true;
    state.updates++;
  });
  return any;
}
