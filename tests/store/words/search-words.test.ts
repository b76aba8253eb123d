import { expect, test } from 'vitest';
import { defaultSettings } from '#core/strategy/search.ts';
import { paceWords } from '#store/words/search-words.ts';

const words = (method: Parameters<typeof defaultSettings>[0], intervals = 20): string =>
  paceWords({ method, settings: defaultSettings(method, intervals) }, intervals);

test('it is said what the numbers of a search come to in the run', () => {
  expect(words('asha')).toBe('Rungs after 5, 10, 20 intervals of training; the run has 20.');
  expect(words('halving')).toBe('Rungs after 4, 8, 16 intervals of training; the run has 20.');
  expect(words('pbt')).toBe('10 rounds in the 20 intervals of the run.');
  expect(words('tpe', 21)).toBe(
    '2 trials on each row, one after another, in the 21 intervals of the run.',
  );
  expect(paceWords({ method: 'tpe', settings: { every: 11 } }, 21)).toContain('none is proposed');
  expect(words('random')).toBe('');
});

test('numbers that do not fit say nothing: what is wrong with them stands above', () => {
  for (const every of [0, 21])
    for (const method of ['asha', 'pbt', 'tpe'] as const)
      expect(paceWords({ method, settings: { every, oneIn: 2 } }, 20)).toBe('');
  expect(paceWords({ method: 'asha', settings: { every: 2, oneIn: 1 } }, 20)).toBe('');
});
