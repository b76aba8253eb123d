import { isFiniteArray, quantile } from '#core/statistics.ts';

/** Range of the last observations of agents in training, for pictures of policies. No part of a run's result. */
export interface ObservationRange {
  /** Adds one of the observations side by side, [count × width]; another one at each step. */
  add(observations: Float32Array, step: number): void;
  /** Returns, of each number of an observation, its 1st and 99th percentile and its median; null before the first. */
  quantiles(): readonly Spread[] | null;
}

interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Observations that are remembered. */
const CAPACITY = 512;
const OUTERMOST = 0.01;

export function createObservationRange(width: number): ObservationRange {
  const ring = new Float32Array(CAPACITY * width);
  let noted = 0;
  return {
    add(observations, step) {
      const count = observations.length / width;
      const from = (step % count) * width;
      const observation = observations.subarray(from, from + width);
      if (isFiniteArray(observation)) ring.set(observation, (noted++ % CAPACITY) * width);
    },
    quantiles() {
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
