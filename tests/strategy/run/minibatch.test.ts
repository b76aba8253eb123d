import { expect, test } from 'vitest';
import { minibatches } from '#strategy/run/minibatch.ts';

test('every training image comes once before any comes again', () => {
  const at = minibatches(7, 10, 4);
  const read = Array.from({ length: 5 }, (_, step) => [...at(step).images]).flat();
  expect(read.slice(0, 10).toSorted((a, b) => a - b)).toEqual([...Array(10).keys()]);
  expect(read.slice(10, 20).toSorted((a, b) => a - b)).toEqual([...Array(10).keys()]);
  expect(read.slice(0, 10)).not.toEqual(read.slice(10, 20));
});

test('partners are all images of the minibatch, each once', () => {
  const { partners } = minibatches(7, 10, 4)(3);
  expect([...partners].toSorted()).toEqual([0, 1, 2, 3]);
});

test('a step read alone is what it is in order', () => {
  const inOrder = minibatches(1, 50, 8);
  for (let step = 0; step < 9; step++) inOrder(step);
  expect(minibatches(1, 50, 8)(9)).toEqual(inOrder(9));
  expect(minibatches(2, 50, 8)(9)).not.toEqual(inOrder(9));
});
