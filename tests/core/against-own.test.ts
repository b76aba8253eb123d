import { expect, test } from 'vitest';
import { isAgainstOwn } from '#core/against-own.ts';
import type { RunConfig } from '#core/run-config.ts';

const of = (fitness?: string, game?: string) =>
  ({
    evaluation: { episodes: 1, ...(fitness !== undefined && { fitness }) },
    ...(game !== undefined && { environmentOptions: { fitness: game } }),
  }) as Pick<RunConfig, 'evaluation' | 'environmentOptions'>;

test('one side’s return among opposed sides is measured against the own population, that of all is not', () => {
  expect(isAgainstOwn(of('agent'), { isOpposed: true })).toBe(true);
  expect(isAgainstOwn(of('sum'), { isOpposed: true })).toBe(false);
  expect(isAgainstOwn(of('each'), { isOpposed: true })).toBe(false);
  expect(isAgainstOwn(of(), { isOpposed: true })).toBe(false);
  expect(isAgainstOwn(of('agent'), {})).toBe(false);
});

test('of a game a tournament of the generation is, a fixed ladder is not', () => {
  expect(isAgainstOwn(of(undefined, 'tournament'), { duel: true })).toBe(true);
  expect(isAgainstOwn(of(undefined, 'ladder'), { duel: true })).toBe(false);
  expect(isAgainstOwn(of(), { duel: true })).toBe(false);
});
