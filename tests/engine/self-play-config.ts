import type { RunConfig } from '#core/run-config.ts';
import { smallConfig } from './small-run.ts';

const { hyperparameters } = smallConfig();

/** Two agents that learn Connect Four for a few short generations. */
export function selfPlayConfig(changes: Partial<RunConfig> = {}): RunConfig {
  const config = smallConfig();
  return {
    ...config,
    environment: 'connect_four_self_play',
    populationSize: 2,
    generations: 4,
    hyperparameters: {
      ...hyperparameters,
      learnStep: { ...hyperparameters['learnStep'], value: 8 } as never,
    },
    network: { ...config.network, encoderHidden: [16], latent: 16, headHidden: [16], filters: 8 },
    training: { ...config.training, stepsPerGeneration: 96, environmentsPerAgent: 8 },
    environmentOptions: { randomShare: 0.2, selfShare: 0.3, poolSize: 2 },
    ...changes,
  };
}
