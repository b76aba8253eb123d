import type { TransitionField } from '#algorithms/transition.ts';
import { type Draws, draws, keyFor } from '#core/random.ts';

/** Draws each field: as of a task with two actions. */
const DRAWN: Readonly<Record<TransitionField, (random: Draws) => number>> = {
  observations: (random) => random.between(-1, 1),
  actions: (random) => random.integer(2),
  rewards: (random) => random.uniform(),
  nextObservations: (random) => random.between(-1, 1),
  terminated: (random) => (random.uniform() < 0.1 ? 1 : 0),
  nextMask: () => 0,
};

/** Transitions of such fields, made up: for trials of a device, where only their size matters. */
export function madeUpTransitions(
  fields: Readonly<Record<string, number>>,
  count: number,
  seed: number,
): Record<string, Float32Array> {
  const random = draws(keyFor(seed, 'play', 0, 0));
  return Object.fromEntries(
    Object.entries(fields).map(([name, width]) => {
      const draw = DRAWN[name as TransitionField]; // fields are an algorithm's transition
      return [name, Float32Array.from({ length: count * width }, () => draw(random))];
    }),
  );
}
