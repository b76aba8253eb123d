import type { Training } from '#core/algorithm.ts';
import type { RunConfig } from '#core/run-config.ts';
import { vectorSteps } from '#core/vector-steps.ts';
import type { RunState } from './state.ts';
import { trainOffPolicy } from './train-off-policy.ts';
import { trainOnPolicy } from './train-on-policy.ts';

/** A kind of training. */
export interface Trainer {
  /** Number of steps of a generation. */
  steps(config: RunConfig): number;
  /** Trains one generation. Yields the number of each step before it is made; the run pauses while nothing is pulled. */
  train(state: RunState): AsyncGenerator<number, void, void>;
}

/** All kinds of training; a new one is a file, a line here, and one in `program-needs.ts`. */
export const TRAINERS: Readonly<Record<Training, Trainer>> = {
  'off-policy': { steps: vectorSteps, train: trainOffPolicy },
  'on-policy': { steps: vectorSteps, train: trainOnPolicy },
};
