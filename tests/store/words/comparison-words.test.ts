import { expect, test } from 'vitest';
import { comparisonWords } from '#store/words/comparison-words.ts';

const FIGURES = { seeds: 10, wins: 5 };

test.each([
  [41, -27, 116, 'best agent +41 [−27, +116], cannot be told from none.'],
  [1390, 1240, 1520, 'best agent +1,390 [+1,240, +1,520], better.'],
  [-63.4, -128, -0.6, 'best agent −63 [−128, −1], worse.'],
  [-0.2, -12, 0, 'best agent 0 [−12, 0], cannot be told from none.'],
  [-0.53, -1.39, 0.33, 'best agent −0.5 [−1.4, +0.3], cannot be told from none.'],
  [0.031, 0.004, 0.058, 'best agent +0.031 [+0.004, +0.058], better.'],
  [0, 0, 0, 'best agent 0 [0, 0], cannot be told from none.'],
])(
  'a mean difference of %d between %d and %d is told with what it shows',
  (mean, low, high, words) => {
    expect(comparisonWords({ ...FIGURES, mean, low, high })).toBe(
      `Evolution against none, 10 seeds, difference of mean returns with its 95 % interval: ${words}`,
    );
  },
);

test('a population that ends worse is told, though its best does not', () => {
  const median = { mean: -7, low: -12, high: -2 };
  expect(comparisonWords({ ...FIGURES, mean: -1, low: -4, high: 0, median })).toBe(
    'Evolution against none, 10 seeds, difference of mean returns with its 95 % interval: best agent −1 [−4, 0], cannot be told from none; median agent −7 [−12, −2], worse.',
  );
});
