import { expect, test } from 'vitest';
import { readChosen, readSearched } from '#archive/read-searched.ts';

test('what a search had a row train is read as it was kept', () => {
  for (const searched of [
    { trial: 3, trained: 4 },
    { trial: 12, trained: 1, took: 'first' },
    { trial: 0, trained: 5, took: 7 },
  ])
    expect(readSearched(JSON.parse(JSON.stringify(searched)))).toEqual(searched);
  for (const validation of [0.5, null]) {
    const chosen = { search: 'PBT', trial: 2, trained: 20, validation };
    expect(readChosen(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
  }
});

test('what no search has done is refused', () => {
  for (const part of [{ trial: -1 }, { trial: 0.5 }, { trained: 'x' }, { took: 'last' }])
    expect(() => readSearched({ trial: 1, trained: 1, ...part })).toThrow(/of a (row|trial)/);
  expect(() => readChosen({ search: 3, trial: 1, trained: 1, validation: 0 })).toThrow(
    'the name of a search',
  );
});
