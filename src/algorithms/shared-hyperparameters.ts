import type { HyperparameterDeclaration } from '#core/algorithm.ts';

/** Hyperparameters that several learning rules declare alike. */

/** Learning rate of rules whose networks share one. */
export const LEARNING_RATE: HyperparameterDeclaration = {
  name: 'learningRate',
  label: 'Learning rate',
  explanation: 'How far one update moves the weights. Too small learns slowly, too large unlearns.',
  agileRL: 'lr',
  kind: 'real',
  initial: 1e-3,
  lowest: 1e-7,
  highest: 1,
  range: { evolves: true, min: 1e-4, max: 1e-2, grow: 1.2, shrink: 0.8 },
  scale: 'log',
  words: { subject: 'learning rate', short: 'rate' },
};

export const DISCOUNT: HyperparameterDeclaration = {
  name: 'gamma',
  label: 'Discount γ',
  explanation: 'How much a reward one step later counts. Near 1 looks far ahead.',
  agileRL: 'gamma',
  kind: 'real',
  initial: 0.99,
  lowest: 0.01,
  highest: 1,
  range: { evolves: false, min: 0.9, max: 0.999, grow: 1.01, shrink: 0.99 },
  scale: 'linear',
  words: { subject: 'discount γ', short: 'γ' },
  nearOne: true,
};

/** Batch size of rules that learn from a replay buffer. */
export const REPLAY_BATCH_SIZE: HyperparameterDeclaration = {
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
  words: { subject: 'batch size', short: 'batch' },
};
