import type { RunConfig } from '#core/run-config.ts';

/** Mutation of offspring as in AgileRL; presets and populations of teams change some of it. */
export const USUAL_MUTATION: RunConfig['mutation'] = {
  none: 0.4,
  architecture: 0.2,
  parameters: 0.2,
  activation: 0,
  hyperparameter: 0.2,
  newLayerProbability: 0.2,
  weightDeviation: 0.1,
  activations: ['relu', 'elu', 'gelu'],
  growth: 'random',
  mutateElite: false,
  preTraining: true,
};
