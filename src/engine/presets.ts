import { dqn } from '#algorithms/dqn.ts';
import { ppo } from '#algorithms/ppo.ts';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Preset } from '#core/catalog.ts';
import type { HyperparameterConfig, RunConfig } from '#core/run-config.ts';

/** What presets share: AgileRL's evolution settings, a population for a small machine. */
const BASE: Omit<RunConfig, 'environment' | 'algorithm' | 'hyperparameters' | 'settings'> = {
  seed: 42,
  populationSize: 6,
  generations: 50,
  network: {
    encoderHidden: [64],
    latent: 32,
    headHidden: [64],
    activation: 'relu',
    layerNorm: true,
    minLayers: 1,
    maxLayers: 3,
    minNodes: 16,
    maxNodes: 256,
    minLatent: 8,
    maxLatent: 128,
  },
  training: {
    stepsPerGeneration: 2048,
    environmentsPerAgent: 8,
    replayCapacity: 20_000,
    learningDelay: 500,
  },
  evaluation: { episodes: 10 },
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 1 },
  mutation: {
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
  },
  target: { enabled: true, fitness: 475, window: 1 },
};

/** The algorithm's own defaults, some values replaced. */
function hyperparameters(
  { hyperparameters: declared }: AlgorithmDeclaration,
  values: Readonly<Record<string, Partial<HyperparameterConfig>>>,
): Record<string, HyperparameterConfig> {
  return Object.fromEntries(
    declared.map(({ name, initial, range }) => [
      name,
      { value: initial, ...range, ...values[name] },
    ]),
  );
}

function settings(
  { settings: declared }: AlgorithmDeclaration,
  values: Readonly<Record<string, number | boolean | string>>,
): Record<string, number | boolean | string> {
  return Object.fromEntries(declared.map(({ name, initial }) => [name, values[name] ?? initial]));
}

/** Presets on offer; the first is what a visitor sees. Published ones never change: links hold differences from them. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'cartpole-dqn',
    title: 'CartPole with DQN',
    summary: 'Six agents learn to balance a pole. Solved in seconds.',
    config: {
      ...BASE,
      environment: 'CartPole-v1',
      algorithm: 'dqn',
      hyperparameters: hyperparameters(dqn.declaration, {}),
      settings: settings(dqn.declaration, {}),
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
      hyperparameters: hyperparameters(dqn.declaration, {}),
      settings: settings(dqn.declaration, {}),
      target: { enabled: true, fitness: -110, window: 1 },
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
      hyperparameters: hyperparameters(dqn.declaration, {}),
      settings: settings(dqn.declaration, {}),
      target: { enabled: true, fitness: -80, window: 1 },
    },
  },
  {
    id: 'cartpole-ppo',
    title: 'CartPole with PPO',
    summary:
      'The same pole, learned from what each agent has just tried. Solved three times in a row.',
    config: {
      ...BASE,
      environment: 'CartPole-v1',
      algorithm: 'ppo',
      hyperparameters: hyperparameters(ppo.declaration, {}),
      settings: settings(ppo.declaration, {}),
      target: { enabled: true, fitness: 475, window: 3 },
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
      target: { enabled: true, fitness: -85, window: 1 },
    },
  },
  {
    id: 'acrobot-ppo-agilerl',
    title: 'Acrobot with PPO, AgileRL’s settings',
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
      target: { enabled: false, fitness: -85, window: 1 },
    },
  },
];
