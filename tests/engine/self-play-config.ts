import type { RunConfig } from '#core/run-config.ts';
import { CATALOG, smallConfig } from './small-run.ts';

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

/** The same by PPO, in rollouts of a third of a generation. */
export function policyConfig(): RunConfig {
  const config = CATALOG.presets.find(({ id }) => id === 'cartpole-ppo')?.config as RunConfig;
  const { learnStep, batchSize } = config.hyperparameters;
  return selfPlayConfig({
    algorithm: 'ppo',
    settings: config.settings,
    hyperparameters: {
      ...config.hyperparameters,
      learnStep: { ...learnStep, value: 32, min: 16, max: 96 },
      batchSize: { ...batchSize, value: 16, min: 8 },
    } as RunConfig['hyperparameters'],
  });
}
