import { expect, test } from 'vitest';
import { compactNumber } from '#core/compact-number.ts';

test.each([
  [0, '0'],
  [950, '950'],
  [1234, '1.2k'],
  [92_160, '92k'],
  [999_999, '1M'],
  [2_500_000, '2.5M'],
])('%d is written %s', (value, words) => {
  expect(compactNumber(value)).toBe(words);
});
