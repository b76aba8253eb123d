import { expect, test } from 'vitest';
import { dqn } from '#algorithms/dqn.ts';
import type { Family } from '#core/lineage.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { changeName, describeMutation, shortNumber } from '#store/words/mutation-words.ts';
import { CATALOG } from '../../ui/fake-catalog.ts';

const algorithm = CATALOG.algorithms[0];
const mutation = (
  family: Family,
  path: string,
  from: number | string | null,
  to: number | string | null,
) => ({
  family,
  method: '',
  changes: [{ path, from, to }],
});

test.each([
  [
    mutation('hyperparameter', 'learningRate', 3.2e-4, 3.84e-4),
    ['learning rate ×1.2', 'learning rate ×1.2', 'learning rate 3.2e-4 → 3.8e-4'],
  ],
  [
    mutation('hyperparameter', 'batchSize', 64, 96),
    ['batch size 64 → 96', 'batch size → 96', 'batch size 64 → 96'],
  ],
  [
    mutation('architecture', 'online.head.hidden[0]', 64, 80),
    ['hidden layer 64 → 80', '64 → 80', 'head, hidden layer 1: 64 → 80'],
  ],
  [
    mutation('architecture', 'online.head.hidden[1]', null, 64),
    ['one layer more', '+1 layer', 'head, hidden layer 2 added (64)'],
  ],
  [
    mutation('architecture', 'online.encoder.hidden[1]', 64, null),
    ['one layer fewer', '−1 layer', 'encoder, hidden layer 2 removed (64)'],
  ],
  [
    mutation('architecture', 'online.latent', 24, 16),
    ['latent 24 → 16', 'latent 16', 'latent width 24 → 16'],
  ],
  [
    mutation('activation', 'online.head.activation', 'relu', 'elu'),
    ['ReLU → ELU', '→ ELU', 'activation ReLU → ELU'],
  ],
  [
    { family: 'parameters' as const, method: '', changes: [] },
    ['weights nudged', 'weights', 'weights nudged at random'],
  ],
])('%j is told in words, in fewer, and with all its values', (given, [words, short, all]) => {
  expect(mutationLabel(given, algorithm)).toEqual({ words, short });
  expect(describeMutation(given, algorithm)).toBe(all);
});

test.each([
  [4, 8, 'updates half as often', 'updates ×0.5'],
  [8, 4, 'updates twice as often', 'updates ×2'],
  [4, 6, 'updates 33 % less often', 'updates ×0.67'],
  [4, 3, 'updates 33 % more often', 'updates ×1.3'],
  [9, 3, 'updates 3 times as often', 'updates ×3'],
])('steps per update from %d to %d are told by what becomes rarer', (from, to, words, short) => {
  const given = mutation('hyperparameter', 'learnStep', from, to);
  expect(mutationLabel(given, dqn.declaration)).toEqual({ words, short });
  expect(describeMutation(given, dqn.declaration)).toBe(
    `${words} (steps per update ${from} → ${to})`,
  );
});

test('mutated weights are named by their layer', () => {
  expect(changeName('online.head.hidden[0].weights', algorithm)).toBe('head, hidden layer 1');
  expect(changeName('online.encoder.output.weights', algorithm)).toBe('encoder output');
});

test('the same activation in several modules is told once', () => {
  const changes = ['encoder', 'head'].map((part) => ({
    path: `online.${part}.activation`,
    from: 'relu',
    to: 'gelu',
  }));
  expect(describeMutation({ family: 'activation', method: 'gelu', changes }, algorithm)).toBe(
    'activation ReLU → GELU',
  );
});

test.each([
  [0, '0'],
  [0.99, '0.99'],
  [3.2e-4, '3.2e-4'],
  [1e-3, '1e-3'],
  [212.4, '212'],
  [12_400, '12,400'],
  [-0.5, '−0.5'],
  [-3e-4, '−3e-4'],
  [4.9e-17, '0'],
  [-4.9e-17, '0'],
  [Number.NaN, '–'],
])('%d is written %s', (value, text) => expect(shortNumber(value)).toBe(text));

test('a change of a network that is not the policy names the network', () => {
  if (!algorithm) throw new Error('the catalog is empty');
  const [online] = algorithm.networks;
  if (!online) throw new Error('the algorithm has no network');
  const networks = [
    online,
    { ...online, name: 'critic', label: 'Critic', role: 'evaluation' as const },
  ];
  const several = { ...algorithm, networks };
  expect(changeName('critic.head.hidden[0]', several)).toBe('Critic: head, hidden layer 1');
  expect(changeName('critic.encoder.hidden[1].weights', several)).toBe(
    'Critic: encoder, hidden layer 2',
  );
  expect(changeName(`${online.name}.latent`, several)).toBe('latent width');
});
