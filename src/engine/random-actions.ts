import { type Draws, draws, keyFor } from '#core/random.ts';
import type { TrainingArena } from './arena.ts';
import { allowed } from './masks.ts';
import type { RunState } from './state.ts';

/** Upper bound on the steps of a generation, so that every step of a run has a key of its own. */
const STEPS_PER_GENERATION = 2 ** 20;

/** Tells whether all act at random at present, since none can have learned yet. */
export function areActingAtRandom({ algorithm, config, device }: RunState): boolean {
  return (
    algorithm.actsAtRandomFirst?.(config) === true &&
    device.remembered <= config.training.learningDelay
  );
}

/** Replaces everyone's actions at a step by ones drawn evenly from [−1, 1]. */
export function actAtRandom(state: RunState, step: number, actions: Float32Array): void {
  const { agents, config, generation } = state;
  const each = actions.length / agents.length;
  agents.forEach(({ id }, slot) => {
    const random = draws(
      keyFor(config.seed, 'explore', id, generation * STEPS_PER_GENERATION + step),
    );
    for (let i = slot * each; i < (slot + 1) * each; i++) actions[i] = random.between(-1, 1);
  });
}

/** Replaces everyone's choices at a step that cannot be made, as exploration may draw them, by ones that can. */
export function chooseAmongAllowed(
  state: RunState,
  arena: TrainingArena,
  step: number,
  actions: Float32Array,
): void {
  const { agents, config, generation } = state;
  const { environmentsPerAgent: lanes } = config.training;
  agents.forEach(({ id }, slot) => {
    let random: Draws | null = null;
    const reader = () => {
      random ??= draws(
        keyFor(config.seed, 'explore', id, generation * STEPS_PER_GENERATION + step),
      );
      return random;
    };
    for (let lane = slot * lanes; lane < (slot + 1) * lanes; lane++)
      actions[lane] = allowed(actions[lane] as number, arena.choices(lane), reader);
  });
}
