import type { Activation } from '#core/genome.ts';

/** Keras' names for activations, by ours; the leaky one has a setting, and so a layer of its own. */
export const KERAS_ACTIVATIONS: Readonly<Record<Exclude<Activation, 'leakyRelu'>, string>> = {
  relu: 'relu',
  elu: 'elu', // α 1
  gelu: 'gelu', // exact, with the error function
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  softplus: 'softplus',
  softsign: 'softsign',
  identity: 'linear',
};

/** Slope of `leakyRelu` below 0. */
export const LEAKY_SLOPE = 0.01;

/** Number that LayerNorm adds to the variance, as in the kernels. */
export const NORM_EPSILON = 1e-5;
