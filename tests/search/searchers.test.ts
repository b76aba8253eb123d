import { describe, expect, test } from 'vitest';
import { bohb } from '#search/bohb.ts';
import { pb2 } from '#search/pb2.ts';
import { pbt } from '#search/pbt.ts';
import { randomSearch } from '#search/random-search.ts';
import type { Searcher } from '#search/searcher.ts';
import type { Space } from '#search/space.ts';
import { successiveHalving } from '#search/successive-halving.ts';
import { tpe } from '#search/tpe.ts';
import { CHOICES, lateness, run, SPACE, still } from './run.ts';

const base = { space: SPACE, seed: 7 };
const population = { ...base, members: 4, every: 1, until: 8, quantile: 0.25 };
const halving = { ...base, trials: 9, eta: 3, least: 1, most: 9 };

const SEARCHERS: readonly (readonly [string, (seed: number) => Searcher])[] = [
  ['random search', (seed) => randomSearch({ ...base, seed, trials: 12, until: 1 })],
  ['successive halving', (seed) => successiveHalving({ ...halving, seed, waits: true })],
  ['ASHA', (seed) => successiveHalving({ ...halving, seed, waits: false })],
  ['PBT', (seed) => pbt({ ...population, seed, resample: 0.25, redraw: 0.5 })],
  ['PB2', (seed) => pb2({ ...population, seed })],
  ['TPE', (seed) => tpe({ ...base, seed, trials: 20, until: 1, startUp: 5, candidates: 8 })],
  ['BOHB', (seed) => bohb({ ...base, seed, eta: 3, least: 1, most: 9, brackets: 3 })],
];

describe.each(SEARCHERS)('%s', (_, open) => {
  test('is the same again with the same seed, and another with another', () => {
    const first = run(open(7), still);
    expect(run(open(7), still)).toEqual(first);
    expect(run(open(8), still)).not.toEqual(first);
  });

  test('goes on from a snapshot as if it had not stopped', () => {
    const whole = open(7);
    run(whole, still, 4, 8);
    const half = open(7);
    half.restore(structuredClone(whole.snapshot()));
    const jobs = run(whole, still);
    expect(jobs.length).toBeGreaterThan(0);
    expect(run(half, still)).toEqual(jobs);
    expect(half.best).toEqual(whole.best);
  });

  test('ends, and asks for nothing more', () => {
    const searcher = open(7);
    run(searcher, still);
    expect(searcher.ask()).toBeNull();
    expect(searcher.best?.score).toBeLessThanOrEqual(0);
  });
});

const EIGHT = { trials: 32, until: 1, startUp: 8, candidates: 24 };

/** Searches that begin trials, several at a time, by chance or by what was judged. */
const PROPOSERS: readonly (readonly [string, (seed: number, space: Space) => Searcher])[] = [
  ['random search', (seed, space) => randomSearch({ ...EIGHT, space, seed })],
  ['ASHA', (seed, space) => successiveHalving({ ...HALVING, space, seed, waits: false })],
  ['TPE', (seed, space) => tpe({ ...EIGHT, space, seed })],
  ['BOHB', (seed, space) => bohb({ ...HALVING, space, seed, brackets: 3, width: 3 })],
];
const HALVING = { trials: 32, eta: 2, least: 1, most: 8 };

describe.each(PROPOSERS)('%s, asked for eight at a time', (_, open) => {
  const begun = (seed: number, space: Space) =>
    run(open(seed, space), lateness, 7).flatMap(({ from, point }) =>
      from === null ? [JSON.stringify(point)] : [],
    );

  test('tries no recipe twice while there are others', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const recipes = begun(seed, CHOICES);
      expect(recipes.length).toBeGreaterThanOrEqual(24);
      expect(new Set(recipes).size, `seed ${seed}`).toBe(recipes.length);
    }
  });

  test('tries all there are where these are few, and goes on', () => {
    const few: Space = { loss: { kind: 'choice', choices: ['bce', 'asl', 'cb', 'db'] } };
    const recipes = begun(1, few);
    expect(recipes.length).toBeGreaterThanOrEqual(24);
    expect(new Set(recipes.slice(0, 8)).size).toBe(4);
  });
});
