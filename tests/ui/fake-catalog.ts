import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Catalog, EnvironmentEntry } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';
import { STRATEGY_ENGINE, STRATEGY_ENGINE_CHANGES } from '#strategy/engine-version.ts';

/** A catalog as an engine sends it, small and fixed. */

const DQN: AlgorithmDeclaration = {
  id: 'dqn',
  title: 'DQN',
  summary: 'Learns how good each action is from remembered experience.',
  source: 'Mnih et al. 2015',
  actionSpaces: ['discrete'],
  training: 'off-policy',
  activationMutation: true,
  networks: [
    {
      name: 'online',
      label: 'Q-network',
      role: 'policy',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
    {
      name: 'target',
      label: 'Target network',
      role: 'target',
      targetOf: 'online',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['online'], learningRate: 'learningRate' }],
  metrics: [
    { name: 'loss', label: 'Loss', explanation: 'Mean squared TD error.', program: 'learn' },
    { name: 'tdError', label: 'TD error', explanation: 'Mean absolute error.', program: 'learn' },
  ],
  hyperparameters: [
    {
      name: 'learningRate',
      label: 'Learning rate',
      explanation: 'How far one update moves the weights.',
      agileRL: 'lr',
      kind: 'real',
      initial: 1e-3,
      lowest: 1e-7,
      highest: 1,
      range: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8 },
      scale: 'log',
    },
    {
      name: 'batchSize',
      label: 'Batch size',
      explanation: 'Remembered transitions that one update learns from.',
      agileRL: 'batch_size',
      kind: 'integer',
      initial: 64,
      lowest: 1,
      highest: 1024,
      range: { evolves: true, min: 8, max: 512, grow: 1.5, shrink: 0.75 },
      scale: 'log',
    },
    {
      name: 'gamma',
      label: 'Discount γ',
      explanation: 'How much a reward one step later counts.',
      agileRL: 'gamma',
      kind: 'real',
      initial: 0.99,
      lowest: 0.01,
      highest: 1,
      range: { evolves: false, min: 0.9, max: 0.999, grow: 1.01, shrink: 0.99 },
      scale: 'linear',
    },
  ],
  settings: [
    {
      name: 'doubleQ',
      label: 'Double Q-learning',
      explanation: 'One network picks the next action, the other values it.',
      kind: 'boolean',
      initial: true,
    },
    {
      name: 'epsilonEnd',
      label: 'Exploration at last',
      explanation: 'Share of actions taken at random once exploration has faded.',
      kind: 'real',
      initial: 0.05,
      lowest: 0,
      highest: 1,
      exploration: true,
    },
  ],
};

const CART_POLE: EnvironmentEntry = {
  id: 'CartPole-v1',
  title: 'CartPole',
  summary: 'Keep the pole upright by pushing the cart left or right. Every step counts one.',
  actionSpace: 'discrete',
  maxSteps: 500,
  secondsPerStep: 0.02,
  returnRange: [0, 500],
  solvedAt: 475,
  observationLabels: ['position, m', 'speed, m/s', 'angle, rad', 'angular speed, rad/s'],
  actionLabels: ['left', 'right'],
};

export const CONFIG: RunConfig = {
  seed: 42,
  environment: 'CartPole-v1',
  algorithm: 'dqn',
  populationSize: 6,
  generations: 50,
  hyperparameters: Object.fromEntries(
    DQN.hyperparameters.map(({ name, initial, range }) => [name, { value: initial, ...range }]),
  ),
  settings: { doubleQ: true, epsilonEnd: 0.05 },
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
    stepsPerGeneration: 1024,
    environmentsPerAgent: 8,
    replayCapacity: 20_000,
    learningDelay: 500,
  },
  evaluation: { episodes: 5 },
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 1 },
  mutation: {
    none: 0.3,
    architecture: 0.2,
    parameters: 0.2,
    activation: 0.1,
    hyperparameter: 0.2,
    newLayerProbability: 0.2,
    weightDeviation: 0.1,
    activations: ['relu', 'elu', 'gelu'],
    growth: 'random',
    mutateElite: false,
    preTraining: true,
  },
  target: { enabled: true, fitness: 475 },
};

const LARGE: RunConfig = {
  ...CONFIG,
  populationSize: 64,
  generations: 500,
  target: { ...CONFIG.target, enabled: false },
};

export const CATALOG: Catalog = {
  engine: '1',
  engineChanges: 'learns more often',
  strategyEngine: { engine: STRATEGY_ENGINE, engineChanges: STRATEGY_ENGINE_CHANGES },
  environments: [
    CART_POLE,
    { ...CART_POLE, id: 'MountainCar-v0', title: 'MountainCar', returnRange: [-200, -100] },
    {
      ...CART_POLE,
      id: 'LunarLander-v3',
      title: 'LunarLander',
      options: [
        {
          name: 'wind_power',
          label: 'Wind power',
          explanation: 'Greatest force of the wind.',
          kind: 'real',
          initial: 15,
          lowest: 0,
          highest: 20,
        },
      ],
    },
  ],
  algorithms: [DQN],
  presets: [
    {
      id: 'cartpole-dqn',
      title: 'CartPole with DQN',
      summary: 'Six agents learn to balance a pole.',
      config: CONFIG,
    },
    {
      id: 'large',
      title: 'A large population',
      summary: '64 agents, 500 generations.',
      config: LARGE,
    },
  ],
  devices: [{ kind: 'wasm', available: true, description: 'WebAssembly SIMD', threads: 2 }],
};
