import { draws, keyFor } from '#core/random.ts';

/** Transitions as of CartPole, made up: for trials of a device, where only their size matters. */
export function cartPoleTransitions(count: number, seed: number): Record<string, Float32Array> {
  const random = draws(keyFor(seed, 'play', 0, 0));
  const fill = (width: number, draw: () => number) =>
    Float32Array.from({ length: count * width }, draw);
  const observation = () => random.between(-1, 1);
  return {
    observations: fill(4, observation),
    actions: fill(1, () => random.integer(2)),
    rewards: fill(1, () => random.uniform()),
    nextObservations: fill(4, observation),
    terminated: fill(1, () => (random.uniform() < 0.1 ? 1 : 0)),
  };
}
