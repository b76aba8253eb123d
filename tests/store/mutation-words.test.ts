import { expect, test } from 'vitest';
import type { Family } from '#core/lineage.ts';
import { changeName, describeMutation, shortMutation, shortNumber } from '#store/mutation-words.ts';
import { CATALOG } from '../ui/fake-catalog.ts';

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
    'lr ×1.2',
    'Learning rate 3.2e-4 → 3.8e-4',
  ],
  [
    mutation('architecture', 'online.head.hidden[0]', 64, 96),
    '+32N',
    'head, hidden layer 1: 64 → 96',
  ],
  [
    mutation('architecture', 'online.head.hidden[1]', null, 64),
    '+L',
    'head, hidden layer 2 added (64)',
  ],
  [
    mutation('architecture', 'online.encoder.hidden[1]', 64, null),
    '−L',
    'encoder, hidden layer 2 removed (64)',
  ],
  [mutation('architecture', 'online.latent', 48, 32), '−16Z', 'latent width 48 → 32'],
  [
    mutation('activation', 'online.head.activation', 'relu', 'elu'),
    'ReLU→ELU',
    'activation ReLU → ELU',
  ],
])('%j is told in few characters and in words', (given, short, words) => {
  expect(shortMutation(given, algorithm)).toBe(short);
  expect(describeMutation(given, algorithm)).toBe(words);
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
