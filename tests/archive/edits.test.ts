import { expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { readEdits } from '#archive/read-run.ts';

test('an edit holds values by path; one of engine 1, a path and its value', () => {
  const at = { generation: 1, step: 2 };
  const values = { 'selection.tournamentSize': 3, 'selection.elitism': false };
  expect(
    readEdits([
      { ...at, values },
      { ...at, path: 'mutation.activations', value: ['relu'] },
    ]),
  ).toEqual([
    { ...at, values },
    { ...at, values: { 'mutation.activations': ['relu'] } },
  ]);
});

test.each([
  [{ generation: 1, step: 2 }],
  [{ generation: 1, step: 2, values: 3 }],
  [{ values: {} }],
])('an edit such as %j is damage', (edit) => {
  expect(() => readEdits([edit])).toThrow(Damage);
});
