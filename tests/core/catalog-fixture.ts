import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { Catalog } from '#core/catalog.ts';
import type { RunConfig } from '#core/run-config.ts';

/** A learning rule of DQN's shape. */
const algorithm: AlgorithmDeclaration = {
  id: 'dqn',
  title: 'DQN',
  summary: 'Learns the value of each action.',
  source: 'Mnih et al. 2015',
  actionSpaces: ['discrete'],
  training: 'off-policy',
  networks: [
    {
      name: 'online',
      label: 'Online',
      role: 'policy',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
    {
      name: 'target',
      label: 'Target',
      role: 'target',
      targetOf: 'online',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['online'], learningRate: 'learningRate' }],
  hyperparameters: [
    {
      name: 'learningRate',
      label: 'Learning rate',
      explanation: 'How far one update moves the weights.',
      agileRL: 'lr',
      kind: 'real',
      initial: 1e-3,
      lowest: 1e-5,
      highest: 1e-1,
      scale: 'log',
      range: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8 },
    },
    {
      name: 'batchSize',
      label: 'Batch size',
      explanation: 'Transitions in one update.',
      agileRL: 'batch_size',
      kind: 'integer',
      initial: 64,
      lowest: 8,
      highest: 512,
      scale: 'log',
      range: { evolves: true, min: 8, max: 512, grow: 1.5, shrink: 0.75 },
    },
    {
      name: 'learnStep',
      label: 'Learn step',
      explanation: 'Environment steps from one update to the next.',
      agileRL: 'learn_step',
      kind: 'integer',
      initial: 1,
      lowest: 1,
      highest: 64,
      scale: 'linear',
      range: { evolves: true, min: 1, max: 10, grow: 1.5, shrink: 0.75 },
    },
    {
      name: 'gamma',
      label: 'Discount',
      explanation: 'Worth of a reward one step later.',
      agileRL: 'gamma',
      kind: 'real',
      initial: 0.99,
      lowest: 0.5,
      highest: 1,
      scale: 'linear',
      range: { evolves: false, min: 0.9, max: 0.999, grow: 1.05, shrink: 0.95 },
    },
    {
      name: 'tau',
      label: 'Target update rate',
      explanation: 'How fast the target network follows.',
      agileRL: 'tau',
      kind: 'real',
      initial: 1e-2,
      lowest: 1e-4,
      highest: 1,
      scale: 'log',
      range: { evolves: false, min: 1e-3, max: 1e-1, grow: 1.2, shrink: 0.8 },
    },
  ],
  settings: [
    {
      name: 'doubleQ',
      label: 'Double Q-learning',
      explanation: 'The online network chooses, the target network values.',
      kind: 'boolean',
      initial: true,
    },
    {
      name: 'epsilonStart',
      label: 'First epsilon',
      explanation: 'Share of random actions at the start.',
      kind: 'real',
      initial: 1,
      lowest: 0,
      highest: 1,
    },
    {
      name: 'epsilonEnd',
      label: 'Last epsilon',
      explanation: 'Share of random actions at the end.',
      kind: 'real',
      initial: 0.05,
      lowest: 0,
      highest: 1,
      atMost: 'epsilonStart',
    },
    {
      name: 'epsilonDecay',
      label: 'Epsilon decay',
      explanation: 'Factor on epsilon at every step.',
      kind: 'real',
      initial: 0.999,
      lowest: 0.5,
      highest: 1,
    },
  ],
  activationMutation: true,
};

/** Algorithm like the first, but for continuous actions and without activation mutation or epsilon. */
const continuous: AlgorithmDeclaration = {
  ...algorithm,
  id: 'ddpg',
  title: 'DDPG',
  actionSpaces: ['box'],
  hyperparameters: algorithm.hyperparameters.filter(({ name }) => name !== 'tau'),
  settings: [
    {
      name: 'noise',
      label: 'Noise',
      explanation: 'Kind of exploration.',
      kind: 'choice',
      initial: 'gaussian',
      choices: [
        { value: 'gaussian', label: 'Gaussian' },
        { value: 'ornstein', label: 'Ornstein-Uhlenbeck' },
      ],
    },
  ],
  activationMutation: false,
};

export const validConfig: RunConfig = {
  seed: 42,
  environment: 'CartPole-v1',
  algorithm: 'dqn',
  populationSize: 6,
  generations: 20,
  hyperparameters: Object.fromEntries(
    algorithm.hyperparameters.map(({ name, initial, range }) => [
      name,
      { value: initial, ...range },
    ]),
  ),
  settings: Object.fromEntries(algorithm.settings.map(({ name, initial }) => [name, initial])),
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
    stepsPerGeneration: 2000,
    environmentsPerAgent: 8,
    replayCapacity: 20_000,
    learningDelay: 500,
  },
  evaluation: { episodes: 5 },
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
  target: { enabled: true, fitness: 475 },
};

export const catalog: Catalog = {
  engine: '1',
  engineChanges: 'learns more often',
  strategyEngine: { engine: '1', engineChanges: 'keeps to a learning rate' },
  environments: [
    {
      id: 'CartPole-v1',
      title: 'CartPole',
      summary: 'Keep the pole up.',
      actionSpace: 'discrete',
      maxSteps: 500,
      secondsPerStep: 0.02,
      returnRange: [0, 500],
      solvedAt: 475,
      observationLabels: ['x', 'v', 'angle', 'velocity'],
      actionLabels: ['left', 'right'],
    },
    {
      id: 'Pendulum-v1',
      title: 'Pendulum',
      summary: 'Swing it up.',
      actionSpace: 'box',
      maxSteps: 200,
      secondsPerStep: 0.05,
      returnRange: [-1600, 0],
      solvedAt: -200,
      observationLabels: ['cos', 'sin', 'velocity'],
      actionLabels: ['torque'],
    },
  ],
  algorithms: [algorithm, continuous],
  presets: [
    {
      id: 'cartpole-dqn',
      title: 'CartPole',
      summary: 'Solved while you watch.',
      config: validConfig,
    },
  ],
  devices: [{ kind: 'wasm', available: true, description: 'WebAssembly', threads: 1 }],
};

type Json = { [key: string]: unknown };

/** A copy of the valid configuration with one field set, whatever the path and the value are. */
export function configWith(path: string, value: unknown): Json {
  const config = structuredClone(validConfig) as unknown as Json;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const owner = keys.reduce((branch, key) => {
    branch[key] ??= {}; // a group whose fields may all be left out
    return branch[key] as Json;
  }, config);
  owner[last] = value;
  return config;
}
