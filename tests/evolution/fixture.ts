import type {
  AlgorithmDeclaration,
  HyperparameterDeclaration,
  NetworkDeclaration,
} from '#core/algorithm.ts';
import type { MutationConfig, RunConfig } from '#core/run-config.ts';
import { box, type Space } from '#core/spaces.ts';
import type { EvolutionContext } from '#evolution/context.ts';
import { networkShapes } from '#networks/found.ts';

const LEARNING_RATE: HyperparameterDeclaration = {
  name: 'learningRate',
  label: 'learning rate',
  explanation: '',
  agileRL: 'lr',
  kind: 'real',
  initial: 1e-3,
  lowest: 1e-6,
  highest: 1,
  range: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8 },
  scale: 'log',
};

const BATCH_SIZE: HyperparameterDeclaration = {
  name: 'batchSize',
  label: 'batch size',
  explanation: '',
  agileRL: 'batch_size',
  kind: 'integer',
  initial: 64,
  lowest: 1,
  highest: 1024,
  range: { evolves: true, min: 8, max: 512, grow: 1.2, shrink: 0.8 },
  scale: 'log',
};

const LEARN_STEP: HyperparameterDeclaration = {
  ...BATCH_SIZE,
  name: 'learnStep',
  agileRL: 'learn_step',
  initial: 4,
  range: { evolves: true, min: 1, max: 10, grow: 1.5, shrink: 0.75 },
};

/** An algorithm with one network and its target. */
export const DQN: AlgorithmDeclaration = {
  id: 'dqn-like',
  title: '',
  summary: '',
  source: '',
  actionSpaces: ['discrete'],
  training: 'off-policy',
  networks: [
    {
      name: 'online',
      label: '',
      role: 'policy',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
    {
      name: 'target',
      label: '',
      role: 'target',
      targetOf: 'online',
      outputs: 'choices',
      outputActivation: 'identity',
      encoderLayerNorm: true,
    },
  ],
  optimizers: [{ name: 'adam', networks: ['online'], learningRate: 'learningRate' }],
  hyperparameters: [LEARNING_RATE, BATCH_SIZE, LEARN_STEP],
  settings: [],
  activationMutation: true,
};

const critic = (name: string): NetworkDeclaration => ({
  name,
  label: '',
  role: 'evaluation',
  headInput: 'action',
  outputs: 'one',
  outputActivation: 'identity',
  encoderLayerNorm: false,
});
const targetOf = (online: NetworkDeclaration): NetworkDeclaration => ({
  ...online,
  name: `${online.name}Target`,
  role: 'target',
  targetOf: online.name,
});
const ACTOR: NetworkDeclaration = {
  name: 'actor',
  label: '',
  role: 'policy',
  outputs: 'action',
  outputActivation: 'tanh',
  encoderLayerNorm: true,
};

/** An algorithm of several networks and optimizers, two of which share a learning rate; no activation mutation. */
export const TD3: AlgorithmDeclaration = {
  ...DQN,
  id: 'td3-like',
  actionSpaces: ['box'],
  networks: [ACTOR, critic('critic1'), critic('critic2')].flatMap((online) => [
    online,
    targetOf(online),
  ]),
  optimizers: [
    { name: 'actor', networks: ['actor'], learningRate: 'learningRate' },
    { name: 'critic1', networks: ['critic1'], learningRate: 'criticLearningRate' },
    { name: 'critic2', networks: ['critic2'], learningRate: 'criticLearningRate' },
  ],
  hyperparameters: [LEARNING_RATE, { ...LEARNING_RATE, name: 'criticLearningRate' }, BATCH_SIZE],
  activationMutation: false,
};

export const MUTATION: MutationConfig = {
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

export const CONFIG: RunConfig = {
  seed: 1,
  environment: '',
  algorithm: '',
  populationSize: 6,
  generations: 100,
  hyperparameters: {
    learningRate: { ...LEARNING_RATE.range, value: 0.002 },
    criticLearningRate: { ...LEARNING_RATE.range, value: 0.001 },
    batchSize: { ...BATCH_SIZE.range, value: 64 },
    learnStep: { ...LEARN_STEP.range, value: 4 },
  },
  settings: {},
  network: {
    encoderHidden: [64],
    latent: 64,
    headHidden: [64],
    activation: 'relu',
    layerNorm: true,
    minLayers: 1,
    maxLayers: 3,
    minNodes: 16,
    maxNodes: 500,
    minLatent: 8,
    maxLatent: 128,
  },
  training: {
    stepsPerGeneration: 1000,
    environmentsPerAgent: 1,
    replayCapacity: 1000,
    learningDelay: 0,
  },
  evaluation: { episodes: 1 },
  selection: { tournamentSize: 2, elitism: true, evaluationWindow: 1 },
  mutation: MUTATION,
  target: { enabled: false, fitness: 0 },
};

/** Configuration of this family alone, or with these relative probabilities. */
export function only(shares: Partial<MutationConfig>): MutationConfig {
  return {
    ...MUTATION,
    none: 0,
    architecture: 0,
    parameters: 0,
    activation: 0,
    hyperparameter: 0,
    ...shares,
  };
}

export function contextOf(
  declaration: AlgorithmDeclaration = DQN,
  changes: Partial<RunConfig> = {},
): EvolutionContext {
  const actionSpace: Space = declaration === TD3 ? box([2], -1, 1) : { kind: 'discrete', n: 2 };
  return {
    config: { ...CONFIG, ...changes },
    declaration,
    shapes: networkShapes(declaration, [{ observationSpace: box([4], -1, 1), actionSpace }]),
  };
}
