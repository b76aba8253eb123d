import { isFiniteArray, quantile } from '#core/statistics.ts';

/** Observations of agents in training, the last ones: what is usual, for whoever looks. No part of a run's result. */
export interface Seen {
  /** Takes in one of the observations side by side, [count × width]; another one at each step. */
  note(observations: Float32Array, step: number): void;
  /** Of each number of an observation: all but the outermost hundredths, and the middle. Null: nothing was seen yet. */
  spread(): readonly Spread[] | null;
}

interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Observations that are remembered. */
const CAPACITY = 512;
const OUTERMOST = 0.01;

export function createSeen(width: number): Seen {
  const ring = new Float32Array(CAPACITY * width);
  let noted = 0;
  return {
    note(observations, step) {
      const count = observations.length / width;
      const from = (step % count) * width;
      const observation = observations.subarray(from, from + width);
      if (isFiniteArray(observation)) ring.set(observation, (noted++ % CAPACITY) * width);
    },
    spread() {
      if (noted === 0) return null;
      const rows = Math.min(noted, CAPACITY);
      return Array.from({ length: width }, (_, column) => {
        const values = Array.from(
          { length: rows },
          (_, row) => ring[row * width + column] as number, // rows · width ≤ length
        );
        return {
          low: quantile(values, OUTERMOST),
          median: quantile(values, 0.5),
          high: quantile(values, 1 - OUTERMOST),
        };
      });
    },
  };
}
