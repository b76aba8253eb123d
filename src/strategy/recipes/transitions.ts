import { exp, log } from '#core/maths.ts';

/** Updates over which one recipe gives way to the next. */
export const RAMP_UPDATES = 10;

/**
 * Share of the new recipe, from 0 to 1, some updates after a switch: its share of the loss, and the chance of each
 * image to be changed by the new augmentation. With a ramp of 0 updates the switch is hard.
 */
export const newShare = (updatesSince: number, ramp: number): number =>
  ramp === 0 ? 1 : Math.min(1, (updatesSince + 1) / ramp);

/** Between two learning rates, by equal factors. At either end it is that one, to the bit. */
export function rampedLearningRate(before: number, after: number, share: number): number {
  if (share === 1 || before === after) return after;
  if (before === 0 || after === 0) return before + (after - before) * share; // 0 has no logarithm
  return exp((1 - share) * log(before) + share * log(after));
}

/** Settings of an average of a classifier's weights. */
interface Average {
  /** Share of itself that it keeps at an update, in the end. */
  readonly decay: number;
  /** The greater, the shorter it looks back while it has seen little: over (lag + t) / (lag − 1) of t updates. */
  readonly lag: number;
}

/**
 * The two averages. In a run of a few hundred updates the decays are not reached, so the averages differ by how far they
 * look back from the start: over a fortieth of the run, and over a ninth.
 */
export const AVERAGES = {
  fast: { decay: 0.99, lag: 40 },
  slow: { decay: 0.999, lag: 10 },
} as const satisfies Record<string, Average>;

/** Share of itself that an average keeps at an update, counted from 0: less at first, when it holds little. */
export const averageKeep = ({ decay, lag }: Average, update: number): number =>
  Math.min(decay, (1 + update) / (lag + update));
