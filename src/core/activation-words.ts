import type { Choice } from './choice.ts';
import { ACTIVATIONS, type Activation } from './genome.ts';

const TITLES: Readonly<Record<Activation, string>> = {
  relu: 'ReLU',
  elu: 'ELU',
  gelu: 'GELU',
  leakyRelu: 'LeakyReLU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  softplus: 'Softplus',
  softsign: 'Softsign',
  identity: 'Identity',
};

export const ACTIVATION_CHOICES: readonly Choice[] = ACTIVATIONS.map((value) => ({
  value,
  label: TITLES[value],
}));

/** Name of an activation as the field writes it; any other word stays as it is. */
export const activationWord = (name: string): string =>
  ACTIVATION_CHOICES.find(({ value }) => value === name)?.label ?? name;
