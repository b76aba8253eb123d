import { expect, test } from 'vitest';
import { fieldsFor } from '#core/fields.ts';
import { idleReason } from '#core/idle-fields.ts';
import { catalog, validConfig } from './catalog-fixture.ts';

const idle = (evolution: 'on' | 'selection' | 'off') =>
  fieldsFor(catalog, validConfig)
    .filter((field) => idleReason({ evolution }, field) !== null)
    .map(({ path }) => path);

test('with evolution every field means something', () => {
  expect(idle('on')).toEqual([]);
});

test('with selection only, mutation and the ranges of hyperparameters mean nothing', () => {
  const paths = idle('selection');
  expect(paths).toContain('mutation.none');
  expect(paths).toContain('hyperparameters.learningRate.max');
  for (const path of ['selection.tournamentSize', 'hyperparameters.learningRate.value', 'seed'])
    expect(paths).not.toContain(path);
});

test('without evolution selection means nothing either', () => {
  expect(idle('off')).toEqual(
    expect.arrayContaining(['selection.tournamentSize', 'mutation.none']),
  );
  expect(idle('off')).not.toContain('evaluation.episodes');
});
