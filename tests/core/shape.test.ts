import { expect, test } from 'vitest';
import { lengthsOf, sizeOf, vector } from '#core/shape.ts';
import { box, inputShape } from '#core/spaces.ts';

test('a box of three dimensions is given to a network as an image, channels last', () => {
  const image = inputShape(box([10, 12, 4], 0, 1));
  expect(image).toEqual({ kind: 'image', height: 10, width: 12, channels: 4 });
  expect(lengthsOf(image)).toEqual([10, 12, 4]);
  expect(sizeOf(image)).toBe(480);
});

test('all other spaces are given as numbers side by side, choices one-hot', () => {
  expect(inputShape(box([3], -1, 1))).toEqual(vector(3));
  expect(inputShape(box([2, 3], -1, 1))).toEqual(vector(6));
  expect(inputShape({ kind: 'discrete', n: 5 })).toEqual(vector(5));
  expect(inputShape({ kind: 'multiDiscrete', sizes: [2, 3] })).toEqual(vector(5));
});
