import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maximum, mean, median, minimum, quantile, summary, withoutNaN } from '#core/statistics.ts';

test('quantiles are those of type 7', () => {
  // R: quantile(c(1, 3, 4, 10, 12), c(0, .1, .25, .5, .9, 1))
  const values = [10, 1, 12, 4, 3];
  expect([0, 0.25, 0.5, 1].map((p) => quantile(values, p))).toEqual([1, 3, 4, 12]);
  expect(quantile(values, 0.1)).toBeCloseTo(1.8, 12);
  expect(quantile(values, 0.9)).toBeCloseTo(11.2, 12);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('values stay in their order', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test('a summary lies in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
      (values) => {
        const s = summary(values);
        const inOrder = [s.minimum, s.lowerQuartile, s.median, s.upperQuartile, s.maximum];
        expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
        expect([s.minimum, s.maximum]).toEqual([minimum(values), maximum(values)]);
        expect(s.count).toBe(values.length);
      },
    ),
  );
});

test('of nothing, and of what holds NaN, statistics are NaN', () => {
  for (const values of [[], [1, NaN, 3]])
    for (const statistic of [minimum, maximum, mean, median]) expect(statistic(values)).toBeNaN();
});

test('NaN is left out on demand', () => {
  expect(mean(withoutNaN(Float64Array.of(1, NaN, 3)))).toBe(2);
});

test('infinite values are values', () => {
  expect(median([-Infinity, 5, Infinity])).toBe(5);
  expect(quantile([-Infinity, -Infinity], 0.3)).toBe(-Infinity);
});

test.each([-0.1, 1.1, NaN])('a share of %d is refused', (p) => {
  expect(() => quantile([1], p)).toThrow(RangeError);
});
