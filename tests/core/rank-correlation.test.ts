import { expect, test } from 'vitest';
import { rankCorrelation } from '#core/rank-correlation.ts';

test.each<[string, number[], number[], number]>([
  ['one order', [1, 2, 3, 4], [10, 100, 1000, 10_000], 1],
  ['the opposite order', [1, 2, 3], [3, 2, 1], -1],
  // scipy.stats.spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])
  ['a tie', [1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
  ['ties on both sides', [1, 1, 2, 2], [1, 2, 1, 2], 0],
])('of %s', (_, a, b, expected) => {
  expect(rankCorrelation(a, b)).toBeCloseTo(expected, 12);
});

test('is not a number where nothing varies', () => {
  expect(rankCorrelation([2, 2, 2], [1, 2, 3])).toBeNaN();
  expect(rankCorrelation([], [])).toBeNaN();
});
