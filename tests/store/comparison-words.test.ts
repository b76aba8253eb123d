import { expect, test } from 'vitest';
import { comparisonWords } from '#store/comparison-words.ts';

test.each([
  [41, -27, 116, 'Evolution against none: +41 [−27, +116], 10 seeds; it cannot be told from none.'],
  [1390, 1240, 1520, 'Evolution against none: +1,390 [+1,240, +1,520], 10 seeds; it helps.'],
  [-63.4, -128, -0.6, 'Evolution against none: −63 [−128, −1], 10 seeds; it does harm.'],
  [-0.2, -12, 0, 'Evolution against none: 0 [−12, 0], 10 seeds; it cannot be told from none.'],
])(
  'a mean difference of %d between %d and %d is told with what it shows',
  (mean, low, high, words) => {
    expect(comparisonWords({ seeds: 10, wins: 5, mean, low, high })).toBe(words);
  },
);
