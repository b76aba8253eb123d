import { ddpg } from '#algorithms/ddpg.ts';
import { dqn } from '#algorithms/dqn.ts';
import { ppo } from '#algorithms/ppo.ts';
import { td3 } from '#algorithms/td3.ts';
import type { Preset } from '#core/catalog.ts';
import { BASE, hyperparameters, settings } from './base.ts';

/** Pendulum for algorithms that learn from a replay buffer. */
const PENDULUM_REPLAY = {
  environment: 'Pendulum-v1',
  generations: 30,
  training: {
    stepsPerGeneration: 2048,
    environmentsPerAgent: 8,
    replayCapacity: 20_000,
    learningDelay: 1000,
  },
  target: { enabled: true, fitness: -150 },
};

const PENDULUM_RATES = { learningRateActor: { value: 1e-3 }, learnStep: { value: 1 } };

/** Presets of Gymnasium's classic control that learn from a replay buffer, and the first that a visitor sees. */
export const CLASSIC_CONTROL: readonly Preset[] = [
  {
    id: 'cartpole-rescue',
    title: 'CartPole with PPO, from a bad start',
    summary:
      'Six agents begin with a learning rate a thousand times too small; evolution finds a better one while they learn, and without it they keep falling.',
    config: {
      ...BASE,
      seed: 3, // with which it is seen soon
      environment: 'CartPole-v1',
      algorithm: 'ppo',
      generations: 20,
      // The learning rate alone evolves, five times or a fifth at a time; all else is good already.
      hyperparameters: hyperparameters(ppo.declaration, {
        learningRate: { value: 1e-6, min: 1e-6, max: 1e-2, grow: 5, shrink: 0.2 },
        batchSize: { evolves: false },
        learnStep: { evolves: false },
        epochs: { evolves: false },
        entropyCoefficient: { evolves: false },
      }),
      settings: settings(ppo.declaration, {}),
      // The founders are those of the control, and as many steps are made as without evolution.
      mutation: {
        ...BASE.mutation,
        none: 0.3,
        architecture: 0.1,
        parameters: 0.1,
        hyperparameter: 0.5,
        preTraining: false,
      },
      target: { enabled: false, fitness: 475 },
    },
  },
  {
    id: 'cartpole-dqn',
    title: 'CartPole with DQN',
    summary: 'A few agents learn to balance a pole. Solved in seconds.',
    config: {
      ...BASE,
      environment: 'CartPole-v1',
      algorithm: 'dqn',
      hyperparameters: hyperparameters(dqn.declaration, {
        learningRate: { value: 5e-4, min: 3e-4, max: 3e-3 },
        learnStep: { value: 1, min: 1, max: 4 },
        gamma: { value: 0.98 },
        tau: { value: 0.01 },
      }),
      settings: settings(dqn.declaration, {}),
      training: { ...BASE.training, stepsPerGeneration: 1024 },
      target: { enabled: true, fitness: 475 },
    },
  },
  {
    id: 'mountaincar-dqn',
    title: 'MountainCar with DQN',
    summary: 'A weak car learns to swing itself out of a valley. Reward comes only at the flag.',
    config: {
      ...BASE,
      environment: 'MountainCar-v0',
      algorithm: 'dqn',
      hyperparameters: hyperparameters(dqn.declaration, {
        learningRate: { value: 1e-3 },
      }),
      settings: settings(dqn.declaration, { epsilonDecay: 0.999 }),
      generations: 40,
      training: {
        stepsPerGeneration: 4096,
        environmentsPerAgent: 16,
        replayCapacity: 100_000,
        learningDelay: 500,
      },
      target: { enabled: true, fitness: -115 },
    },
  },
  {
    id: 'acrobot-dqn',
    title: 'Acrobot with DQN',
    summary: 'Two links, one motor at the elbow: swing the tip above the line.',
    config: {
      ...BASE,
      environment: 'Acrobot-v1',
      algorithm: 'dqn',
      hyperparameters: hyperparameters(dqn.declaration, {
        learningRate: { value: 5e-4, min: 1e-4, max: 2e-3 },
        learnStep: { value: 2, min: 1, max: 8 },
        tau: { value: 0.01 },
      }),
      settings: settings(dqn.declaration, {}),
      generations: 30,
      training: {
        stepsPerGeneration: 2048,
        environmentsPerAgent: 8,
        replayCapacity: 50_000,
        learningDelay: 500,
      },
      target: { enabled: true, fitness: -85 },
    },
  },
  {
    id: 'pendulum-td3',
    title: 'Pendulum with TD3',
    summary:
      'A rod that its motor cannot lift at once: six agents learn to swing it up and hold it there.',
    config: {
      ...BASE,
      ...PENDULUM_REPLAY,
      algorithm: 'td3',
      hyperparameters: hyperparameters(td3.declaration, PENDULUM_RATES),
      settings: settings(td3.declaration, { noise: 'gaussian' }),
    },
  },
  {
    id: 'pendulum-ddpg',
    title: 'Pendulum with DDPG',
    summary: 'The same task with one critic and noise that changes slowly.',
    config: {
      ...BASE,
      ...PENDULUM_REPLAY,
      algorithm: 'ddpg',
      hyperparameters: hyperparameters(ddpg.declaration, PENDULUM_RATES),
      settings: settings(ddpg.declaration, { noiseDeviation: 0.3 }),
    },
  },
  {
    id: 'mountaincar-continuous-td3',
    title: 'MountainCar, continuous, with TD3',
    summary:
      'A weak car with a throttle. Noise that swings with it finds the flag; then fuel is saved.',
    config: {
      ...BASE,
      environment: 'MountainCarContinuous-v0',
      algorithm: 'td3',
      populationSize: 4,
      generations: 30,
      network: { ...BASE.network, encoderHidden: [32], headHidden: [32] },
      training: {
        stepsPerGeneration: 4096,
        environmentsPerAgent: 8,
        replayCapacity: 100_000,
        learningDelay: 2000,
      },
      evaluation: { episodes: 5 },
      hyperparameters: hyperparameters(td3.declaration, {
        learningRateActor: { value: 1e-3 },
        learningRateCritic: { value: 2e-3 },
        learnStep: { value: 2 },
        tau: { value: 0.02 },
      }),
      settings: settings(td3.declaration, {
        noiseDeviation: 3,
        noiseTheta: 1,
        noiseTimeStep: 0.05,
      }),
      target: { enabled: true, fitness: 93 },
    },
  },
];
