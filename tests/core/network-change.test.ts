import { expect, test } from 'vitest';
import type { NetworkTraits } from '#core/genome.ts';
import { type NetworkPlace, placeOf, valueThere, withValueThere } from '#core/network-change.ts';

const NETWORK: NetworkTraits = {
  encoder: { kind: 'mlp', hidden: [64, 32], activation: 'relu' },
  latent: 16,
  head: { kind: 'mlp', hidden: [48], activation: 'relu', outputActivation: 'tanh' },
};

const there = (path: string) => placeOf(path) as NetworkPlace;

test.each([
  ['online.encoder.hidden[1]', 32, 40],
  ['online.encoder.hidden[2]', null, 40],
  ['online.latent', 16, 24],
  ['online.head.activation', 'relu', 'elu'],
  ['online.head.outputActivation', 'tanh', 'elu'],
])('%s is read, changed and changed back', (path, before, after) => {
  expect(valueThere(NETWORK, there(path))).toBe(before);
  const changed = withValueThere(NETWORK, there(path), after) as NetworkTraits;
  expect(valueThere(changed, there(path))).toBe(after);
  expect(withValueThere(changed, there(path), before)).toEqual(NETWORK);
});

test.each([
  ['learningRate'],
  ['online.latent.size'],
  ['online.body.hidden[0]'],
  ['online.head.hidden[6]'],
  ['online.head.hidden[99]'],
  ['online.head.hidden[0].weights'],
  ['.latent'],
])('%s names no place in a network', (path) => {
  expect(placeOf(path)).toBeNull();
});

test.each([
  ['a layer beyond the next', 'online.head.hidden[2]', 8],
  ['the only layer, taken away', 'online.head.hidden[0]', null],
  ['a layer in the middle, taken away', 'online.encoder.hidden[0]', null],
  ['an activation that is not known', 'online.encoder.outputActivation', 'elu'],
  ['a latent vector, taken away', 'online.latent', null],
])('%s cannot be', (_, path, to) => {
  expect(withValueThere(NETWORK, there(path), to)).toBeNull();
});

test('a place says what mutates it, how it is called and what may stand there', () => {
  expect(placeOf('critic.head.hidden[1]')).toMatchObject({
    network: 'critic',
    module: 'head',
    entry: { family: 'architecture', name: 'hidden layer 2', removable: true },
  });
  expect(placeOf('critic.latent')?.entry.removable).toBe(false);
  expect(placeOf('critic.encoder.activation')?.entry.family).toBe('activation');
});
