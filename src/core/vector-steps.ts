import type { RunConfig } from './run-config.ts';

/** Steps of all environments side by side in one generation. */
export function vectorSteps({ training }: Pick<RunConfig, 'training'>): number {
  return Math.max(1, Math.floor(training.stepsPerGeneration / training.environmentsPerAgent));
}
