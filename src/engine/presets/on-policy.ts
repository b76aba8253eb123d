import { ppo } from '#algorithms/ppo.ts';
import type { Preset } from '#core/catalog.ts';
import { BASE, hyperparameters, settings } from './base.ts';

/** Settings of PPO for both landers: a discount near 1, so that hovering does not pay, and rollouts of several landings. */
const LANDER_PPO = {
  algorithm: 'ppo',
  populationSize: 4,
  generations: 60,
  training: { ...BASE.training, stepsPerGeneration: 16_384, environmentsPerAgent: 16 },
  mutation: {
    ...BASE.mutation,
    none: 0.5,
    architecture: 0.1,
    parameters: 0.1,
    hyperparameter: 0.3,
  },
  hyperparameters: hyperparameters(ppo.declaration, {
    learningRate: { value: 3e-4, min: 1e-4, max: 2e-3 },
    batchSize: { value: 64 },
    learnStep: { value: 2048, min: 512, max: 4096 },
    epochs: { value: 4, min: 2, max: 10 },
    gamma: { value: 0.999 },
    lambda: { value: 0.98 },
  }),
  // returns lie hundreds apart
  settings: settings(ppo.declaration, { valueClip: 1_000_000 }),
  target: { enabled: true, fitness: 230 },
};

/** Presets that learn from rollouts, by PPO. */
export const ON_POLICY: readonly Preset[] = [
  {
    id: 'cartpole-ppo',
    title: 'CartPole with PPO',
    summary: 'The same pole, learned from what each agent has just tried.',
    config: {
      ...BASE,
      environment: 'CartPole-v1',
      algorithm: 'ppo',
      hyperparameters: hyperparameters(ppo.declaration, {}),
      settings: settings(ppo.declaration, {}),
      training: { ...BASE.training, stepsPerGeneration: 2048 },
      target: { enabled: true, fitness: 475 },
    },
  },
  {
    id: 'acrobot-ppo',
    title: 'Acrobot with PPO',
    summary: 'Swing the tip above the line, in many small careful steps.',
    config: {
      ...BASE,
      environment: 'Acrobot-v1',
      algorithm: 'ppo',
      hyperparameters: hyperparameters(ppo.declaration, {}),
      settings: settings(ppo.declaration, {}),
      training: { ...BASE.training, stepsPerGeneration: 4096 },
      target: { enabled: true, fitness: -85 },
    },
  },
  {
    id: 'pendulum-ppo',
    title: 'Pendulum with PPO',
    summary:
      'A policy of normal distributions learns how hard to push a rod until it stands upright.',
    config: {
      ...BASE,
      environment: 'Pendulum-v1',
      algorithm: 'ppo',
      // rewards come at once, and values of −1,500 at first are far from where the critic starts
      hyperparameters: hyperparameters(ppo.declaration, { gamma: { value: 0.95 } }),
      settings: settings(ppo.declaration, { valueClip: 1_000_000 }),
      training: { ...BASE.training, stepsPerGeneration: 4096 },
      target: { enabled: true, fitness: -200 },
    },
  },
  {
    id: 'lunarlander-ppo',
    title: 'LunarLander with PPO',
    summary:
      'Land softly between the flags, with three engines. Four agents first learn not to crash, then to hover, then to come down: minutes, not seconds.',
    config: {
      ...BASE,
      ...LANDER_PPO,
      environment: 'LunarLander-v3',
    },
  },
  {
    id: 'lunarlander-continuous-ppo',
    title: 'LunarLander, continuous, with PPO',
    summary:
      'The same landing with two throttles. Learning from one’s own rollouts gets there in minutes.',
    config: {
      ...BASE,
      ...LANDER_PPO,
      environment: 'LunarLanderContinuous-v3',
    },
  },
  {
    id: 'acrobot-ppo-agilerl',
    title: 'Acrobot, AgileRL’s PPO settings',
    summary:
      'AgileRL’s tutorial: four agents, long rollouts. Its ranges of rollout and entropy bonus exclude the values it starts from; here they are widened to these.',
    config: {
      ...BASE,
      environment: 'Acrobot-v1',
      algorithm: 'ppo',
      populationSize: 4,
      generations: 20,
      hyperparameters: hyperparameters(ppo.declaration, {
        learningRate: { value: 1e-3 },
        batchSize: { value: 128, min: 8, max: 1024 },
        learnStep: { value: 1024, min: 256, max: 4096 },
        epochs: { value: 4, evolves: false },
        entropyCoefficient: { value: 0.01, min: 1e-4, max: 0.01 },
      }),
      settings: settings(ppo.declaration, { valueClip: 0.2, initialLogDeviation: 0.6 }),
      training: { ...BASE.training, stepsPerGeneration: 10_240 },
      mutation: { ...BASE.mutation, mutateElite: true },
      target: { enabled: false, fitness: -85 },
    },
  },
];
