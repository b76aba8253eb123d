import { ddpg } from '#algorithms/ddpg.ts';
import { dqn } from '#algorithms/dqn.ts';
import { td3 } from '#algorithms/td3.ts';
import type { Preset } from '#core/catalog.ts';
import { BASE, hyperparameters, settings } from './base.ts';

/** Settings of DDPG and TD3 for the lander: a replay buffer that holds all transitions of a run. */
const LANDER_REPLAY = {
  environment: 'LunarLanderContinuous-v3',
  populationSize: 4,
  generations: 60,
  network: { ...BASE.network, latent: 64 },
  training: {
    stepsPerGeneration: 5120,
    environmentsPerAgent: 2,
    replayCapacity: 400_000,
    learningDelay: 10_000,
  },
  // An actor and its critic learn from one another for long: most of the population is left in peace.
  mutation: {
    ...BASE.mutation,
    none: 0.7,
    architecture: 0.1,
    parameters: 0,
    hyperparameter: 0.2,
  },
};
const LANDER_REPLAY_RATES = {
  learningRateCritic: { value: 1e-3, min: 3e-4, max: 3e-3 },
  batchSize: { value: 128, min: 64, max: 256 },
  learnStep: { value: 1, min: 1, max: 2 },
  gamma: { value: 0.99 },
};

/** Presets of the lander that learn from a replay buffer. */
export const LUNAR_LANDER: readonly Preset[] = [
  {
    id: 'lunarlander-continuous-ddpg',
    title: 'LunarLander, continuous, with DDPG',
    summary:
      'Land softly between the flags, with two throttles, learning from everything that four agents have ever tried: fewer steps than PPO needs, and more work on each.',
    config: {
      ...BASE,
      ...LANDER_REPLAY,
      algorithm: 'ddpg',
      hyperparameters: hyperparameters(ddpg.declaration, {
        ...LANDER_REPLAY_RATES,
        learningRateActor: { value: 3e-4, min: 1e-4, max: 1e-3 },
        tau: { value: 0.005 },
      }),
      settings: settings(ddpg.declaration, {
        noise: 'gaussian',
        noiseDeviation: 0.2,
        randomStart: true,
      }),
      target: { enabled: true, fitness: 220 },
    },
  },
  {
    id: 'lunarlander-continuous-td3',
    title: 'LunarLander, continuous, with TD3',
    summary:
      'The same landing with two critics, of which the more careful one is believed: it takes longer. Seed 1, set here, lands at generation 15; seeds 42 and 2 at 30 and 36.',
    config: {
      ...BASE,
      ...LANDER_REPLAY,
      seed: 1,
      algorithm: 'td3',
      // The actor and the targets move half as often as DDPG's, and so farther at a time.
      hyperparameters: hyperparameters(td3.declaration, {
        ...LANDER_REPLAY_RATES,
        learningRateActor: { value: 6e-4, min: 2e-4, max: 2e-3 },
        tau: { value: 0.01 },
      }),
      // With a deviation of 0.1 or 0.2 none landed within twelve generations.
      settings: settings(td3.declaration, {
        noise: 'gaussian',
        noiseDeviation: 0.5,
        smoothingDeviation: 0.1,
        smoothingClip: 0.2,
        randomStart: true,
      }),
      target: { enabled: true, fitness: 200 },
    },
  },
  {
    id: 'lunarlander-continuous-td3-agilerl',
    title: 'LunarLander, AgileRL’s TD3 tutorial',
    summary:
      'The settings that AgileRL publishes for this task, to compare with ours. How well they land has not been measured here.',
    config: {
      ...BASE,
      environment: 'LunarLanderContinuous-v3',
      algorithm: 'td3',
      populationSize: 4,
      generations: 20,
      network: { ...BASE.network, encoderHidden: [64, 64], latent: 64, headHidden: [64, 64] },
      training: {
        stepsPerGeneration: 10_000,
        environmentsPerAgent: 8,
        replayCapacity: 10_000,
        learningDelay: 1000,
      },
      evaluation: { episodes: 1 },
      hyperparameters: hyperparameters(td3.declaration, {
        batchSize: { value: 128 },
        learnStep: { value: 1 },
      }),
      settings: settings(td3.declaration, {}),
      target: { enabled: true, fitness: 200 },
    },
  },
  {
    id: 'lunarlander-dqn',
    title: 'LunarLander with DQN',
    summary:
      'Land softly between the flags, with three engines. Hard: some seeds land within twenty generations, others not in forty.',
    config: {
      ...BASE,
      environment: 'LunarLander-v3',
      algorithm: 'dqn',
      populationSize: 4,
      generations: 100,
      training: {
        stepsPerGeneration: 4096,
        environmentsPerAgent: 16,
        replayCapacity: 100_000,
        learningDelay: 2000,
      },
      hyperparameters: hyperparameters(dqn.declaration, {
        batchSize: { value: 128 },
        learnStep: { value: 2 },
      }),
      settings: settings(dqn.declaration, {}),
      target: { enabled: true, fitness: 220 },
    },
  },
  {
    id: 'lunarlander-dqn-agilerl',
    title: 'LunarLander, AgileRL’s DQN',
    summary: 'The settings that AgileRL ships for this task, to compare with ours.',
    config: {
      ...BASE,
      environment: 'LunarLander-v3',
      algorithm: 'dqn',
      populationSize: 4,
      generations: 100,
      network: { ...BASE.network, encoderHidden: [128], latent: 128, headHidden: [128] },
      training: {
        stepsPerGeneration: 10_000,
        environmentsPerAgent: 16,
        replayCapacity: 100_000,
        learningDelay: 0,
      },
      evaluation: { episodes: 1 },
      mutation: { ...BASE.mutation, activation: 0.2 },
      hyperparameters: hyperparameters(dqn.declaration, {
        learningRate: { value: 6.3e-4, min: 6.25e-5, max: 1e-2 },
        batchSize: { value: 128 },
        learnStep: { value: 4, min: 1, max: 10 },
        tau: { value: 1e-3 },
      }),
      settings: settings(dqn.declaration, { doubleQ: false, epsilonEnd: 0.1, epsilonDecay: 0.99 }),
      target: { enabled: true, fitness: 200 },
    },
  },
];
