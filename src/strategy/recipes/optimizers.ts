import type { OptimizerSettings } from './optimizer-coefficients.ts';

/** A choice of the seat that sets the optimizer. */
export interface OptimizerChoice {
  readonly label: string;
  readonly source: string;
  /** True when an agent chooses from it unless told otherwise. */
  readonly isOffered: boolean;
  readonly settings: OptimizerSettings;
}

const COMMON = {
  learningRate: 2e-3,
  decay: 0,
  l2: 0,
  trust: 0,
  meanDecay: 0.9,
  squareDecay: 0.999,
  epsilon: 1e-8,
} as const;

/** Every one keeps both moments up, its own decays or the usual ones, so that any other can take over. */
export const OPTIMIZERS = {
  sgd: {
    label: 'SGD',
    source: 'Nesterov’s momentum 0.9, L2 5e-4 (He et al. 2016)',
    isOffered: true,
    settings: { ...COMMON, rule: 'nesterov', learningRate: 0.1, l2: 5e-4 },
  },
  adam: {
    label: 'Adam',
    source: 'Kingma and Ba 2015',
    isOffered: true,
    settings: { ...COMMON, rule: 'adam' },
  },
  adamW: {
    label: 'AdamW',
    source: 'decoupled decay 0.05 (Loshchilov and Hutter 2019)',
    isOffered: true,
    settings: { ...COMMON, rule: 'adam', decay: 0.05 },
  },
  rmsprop: {
    label: 'RMSprop',
    source: 'decay 0.99 (Hinton 2012; PyTorch)',
    isOffered: true,
    settings: { ...COMMON, rule: 'rmsprop', learningRate: 1e-3, squareDecay: 0.99 },
  },
  rAdam: {
    label: 'RAdam',
    source: 'Liu et al. 2020',
    isOffered: false,
    settings: { ...COMMON, rule: 'radam' },
  },
  lion: {
    label: 'Lion',
    source: 'decay 0.15 (Chen et al. 2023)',
    isOffered: false,
    settings: { ...COMMON, rule: 'lion', learningRate: 3e-4, meanDecay: 0.99, decay: 0.15 },
  },
  lars: {
    label: 'LARS',
    source: 'η 0.02, momentum 0.9, L2 5e-4 (You et al. 2017); made for batches of thousands',
    isOffered: false,
    settings: { ...COMMON, rule: 'momentum', learningRate: 0.1, l2: 5e-4, trust: 0.02 },
  },
  momentum: {
    label: 'SGD, heavy ball',
    source: 'learning rate 0.01, momentum 0.9 (MAT-Agent, for a network that was trained before)',
    isOffered: false,
    settings: { ...COMMON, rule: 'momentum', learningRate: 0.01 },
  },
  nAdam: {
    label: 'NAdam',
    source: 'Dozat 2016',
    isOffered: false,
    settings: { ...COMMON, rule: 'nadam' },
  },
  adagrad: {
    label: 'Adagrad',
    source: 'Duchi et al. 2011; PyTorch',
    isOffered: false,
    settings: { ...COMMON, rule: 'adagrad', learningRate: 1e-2, epsilon: 1e-10 },
  },
} as const satisfies Record<string, OptimizerChoice>;
