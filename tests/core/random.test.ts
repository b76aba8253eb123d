import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws, type Key, keyFor, PURPOSE, threefry2x32 } from '#core/random.ts';
import reference from '../reference/random-numbers.json' with { type: 'json' };

const word = (hex: string | undefined) => Number.parseInt(hex ?? '', 16);
const words = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const keys = fc.tuple(words, words);

test.each(reference.vectors)('Threefry of $key and $counter is as published', (vector) => {
  const out = new Uint32Array(2);
  const [k0, k1] = vector.key.map(word) as [number, number];
  const [c0, c1] = vector.counter.map(word) as [number, number];
  threefry2x32(k0, k1, c0, c1, out);
  expect([...out]).toEqual(vector.result.map(word));
});

test('words come in the order that kernels keep', () => {
  const key = keyFor(42, 'replay', 3, 70_000);
  const out = new Uint32Array(2);
  threefry2x32(42, PURPOSE.replay, 3, 70_000, out);
  expect(key).toEqual([...out]);

  const expected = [0, 1, 2].flatMap((index) => {
    threefry2x32(key[0], key[1], index, 0, out);
    return [...out];
  });
  const reader = draws(key);
  expect(expected.map(() => reader.bits())).toEqual(expected);
});

test('readers of two keys do not disturb each other', () => {
  const alone = draws([1, 2]);
  const expected = Array.from({ length: 8 }, () => alone.bits());
  const [one, other] = [draws([1, 2]), draws([3, 4])];
  const mixed = expected.map(() => {
    other.bits();
    return one.bits();
  });
  expect(mixed).toEqual(expected);
});

test('keys differ when seed, purpose, agent or step differs', () => {
  const near = [
    keyFor(1, 'reset', 0, 0),
    keyFor(2, 'reset', 0, 0),
    keyFor(1, 'explore', 0, 0),
    keyFor(1, 'reset', 1, 0),
    keyFor(1, 'reset', 0, 1),
  ];
  expect(new Set(near.map(String)).size).toBe(near.length);
});

test('a whole number below n is drawn, for every n', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 2 ** 32 }), (key: Key, n) => {
      const x = draws(key).integer(n);
      expect(Number.isInteger(x) && x >= 0 && x < n).toBe(true);
    }),
  );
});

test('choices near 2³² are not biased towards the low ones', () => {
  const n = 3 * 2 ** 30; // plain modulo would draw the lowest third twice as often
  const reader = draws([5, 6]);
  const low = Array.from({ length: 6000 }, () => reader.integer(n)).filter((x) => x < n / 3).length;
  expect(low / 6000).toBeCloseTo(1 / 3, 1);
});

test('every choice is drawn about equally often', () => {
  const counts = new Array<number>(10).fill(0);
  const reader = draws([7, 8]);
  for (let i = 0; i < 20_000; i++) {
    const x = reader.integer(10);
    counts[x] = (counts[x] ?? 0) + 1;
  }
  const chiSquared = counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
  expect(chiSquared).toBeLessThan(27.9); // p = 0.001 at 9 degrees of freedom
});

test.each([0, -1, 1.5, NaN, 2 ** 32 + 1])('one of %d cannot be drawn', (n) => {
  expect(() => draws([0, 0]).integer(n)).toThrow(RangeError);
});

test('uniform numbers stay below 1 and normal numbers finite', () => {
  fc.assert(
    fc.property(keys, (key: Key) => {
      const reader = draws(key);
      for (let i = 0; i < 20; i++) {
        const u = reader.uniform();
        expect(u >= 0 && u < 1).toBe(true);
        expect(Number.isFinite(reader.normal())).toBe(true);
      }
    }),
  );
});

test('normal numbers have mean 0, deviation 1 and the tails of a normal', () => {
  const reader = draws(keyFor(1, 'inherit', 0, 0));
  const numbers = Array.from({ length: 40_000 }, () => reader.normal());
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  const beyondTwo = numbers.filter((x) => Math.abs(x) > 2).length / numbers.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(beyondTwo).toBeCloseTo(0.0455, 2);
});

test('an index is drawn by its weight, never one of weight 0', () => {
  const reader = draws([9, 9]);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) {
    const at = reader.weighted([0, 1, 3, 0]);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  expect(counts[0]).toBe(0);
  expect(counts[3]).toBe(0);
  expect((counts[2] ?? 0) / 20_000).toBeCloseTo(0.75, 1);
});

test.each([[[]], [[0, 0]], [[1, -1]], [[NaN]], [[Infinity, 1]]])(
  'weights %j cannot be drawn from',
  (weights) => {
    expect(() => draws([0, 0]).weighted(weights)).toThrow(RangeError);
  },
);
