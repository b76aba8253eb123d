import type { RunConfig } from './run-config.ts';

/** Steps of all environments side by side in one generation. */
export function vectorSteps({ training }: Pick<RunConfig, 'training'>): number {
  return Math.max(1, Math.floor(training.stepsPerGeneration / training.environmentsPerAgent));
}

/** Most vector steps of a rollout of at least so many environment steps: all environments make one at once. */
export const rolloutSteps = (learnStep: number, environments: number): number =>
  Math.ceil(learnStep / environments);

/**
 * Length of the first of the rollouts into which so many vector steps are divided: as few as there can be of at most
 * `most` steps, and as long as each other, to within a step. Both from 1 on.
 */
export function nextRollout(steps: number, most: number): number {
  return Math.ceil(steps / Math.ceil(steps / most));
}
