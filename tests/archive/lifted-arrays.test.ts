import { expect, test } from 'vitest';
import { liftArrays, lowerArrays, portions } from '#archive/lifted-arrays.ts';

const value = {
  agents: [{ weights: Float32Array.of(1, 2, 3), updates: 4 }, { weights: new Float32Array(0) }],
  replay: null,
  hash: 'abc',
  ids: Int32Array.of(7),
};

test('a value whose arrays were lifted out is put together again', () => {
  const { skeleton, arrays } = liftArrays(value);
  expect(arrays).toHaveLength(3);
  expect(JSON.stringify(skeleton).length).toBeLessThan(200);
  const written = portions(arrays, 8);
  expect(written.map((portion) => portion.length)).toEqual([1, 2]);
  expect(lowerArrays({ skeleton, arrays: written.flat() })).toEqual(value);
});

test('a missing array is an error', () => {
  const { skeleton, arrays } = liftArrays(value);
  expect(() => lowerArrays({ skeleton, arrays: arrays.slice(1) })).toThrow(
    'array 2 of 2 is missing',
  );
});
