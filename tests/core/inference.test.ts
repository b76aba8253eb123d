import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsOf, effectiveNumber, entropy } from '#core/diversity.ts';
import { estimateOf } from '#core/moments.ts';
import { draws } from '#core/random.ts';
import { student95 } from '#core/student-t.ts';

// As in tables of Student's t.
test.each([
  [1, 12.7062],
  [2, 4.302653],
  [3, 3.182446],
  [4, 2.776445],
  [5, 2.570582],
  [7, 2.364624],
  [10, 2.228139],
  [30, 2.042272],
  [100, 1.983972],
  [10000, 1.960201],
])('the 0.975 quantile of t with %d degrees of freedom is %d', (degrees, value) => {
  expect(student95(degrees)).toBeCloseTo(value, 4);
});

test('below one degree of freedom there is none', () => {
  expect(student95(0)).toBeNaN();
});

const of = estimateOf;

test('mean and interval are those of a t test', () => {
  // 6.2 ± 2.776445 · √(148.8 / 4 / 5)
  const { count, mean, low, high } = of([1, 2, 4, 8, 16]);
  expect(count).toBe(5);
  expect(mean).toBeCloseTo(6.2, 12);
  expect(low).toBeCloseTo(-1.373132, 4);
  expect(high).toBeCloseTo(13.773132, 4);
});

test('of nothing there is no mean, and of one number no interval', () => {
  expect(of([]).mean).toBeNaN();
  expect(of([3])).toMatchObject({ count: 1, mean: 3, low: Number.NaN, high: Number.NaN });
});

test('large numbers do not hide small deviations', () => {
  const far = of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  const near = of([4, 7, 13, 16]);
  expect(far.high - far.mean).toBeCloseTo(near.high - near.mean, 6);
});

test('kinds that are equally common count as they are', () => {
  expect(effectiveNumber([5, 5, 5, 5])).toBeCloseTo(4, 12);
  expect(effectiveNumber([7])).toBe(1);
  expect(entropy([1, 1])).toBeCloseTo(Math.LN2, 12);
  expect(entropy([])).toBeNaN();
});

test('the effective number lies between one and the number of kinds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1 }), (counts) => {
      const effective = effectiveNumber(counts);
      expect(effective).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(effective).toBeLessThanOrEqual(counts.length + 1e-9);
    }),
  );
});

test('values are counted', () => {
  expect([...countsOf('abca')]).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ]);
});

test('a 95 % interval of as few as three numbers misses their mean in one case of twenty', () => {
  for (const size of [3, 5]) {
    const missed = Array.from({ length: 4000 }, (_, i) => {
      const reader = draws([i, size]);
      const { low, high } = estimateOf(Array.from({ length: size }, () => reader.normal()));
      return low > 0 || high < 0;
    }).filter(Boolean).length;
    expect(missed / 4000, `of ${size}`).toBeGreaterThan(0.04);
    expect(missed / 4000, `of ${size}`).toBeLessThan(0.06);
  }
});

test('of one number there is a mean and no interval', () => {
  expect(estimateOf([4])).toEqual({ count: 1, mean: 4, low: Number.NaN, high: Number.NaN });
});
