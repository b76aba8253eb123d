import { describe, expect, test } from 'vitest';
import { rungsOf } from '#core/rungs.ts';
import { bohb, bracketOf } from '#search/bohb.ts';
import { successiveHalving } from '#search/successive-halving.ts';
import { mean, quadratic, run, SPACE, still, type Train } from './run.ts';

const SETTINGS = { space: SPACE, seed: 1, trials: 9, eta: 3, least: 1, most: 9, waits: true };

test('each rung has η times as much training, up to the most', () => {
  expect(rungsOf(SETTINGS)).toEqual([1, 3, 9]);
  expect(rungsOf({ ...SETTINGS, most: 10 })).toEqual([1, 3, 9]);
  expect(() => rungsOf({ ...SETTINGS, eta: 1 })).toThrow('halving needs η ≥ 2');
});

describe('successive halving', () => {
  const jobs = run(successiveHalving(SETTINGS), still);
  const at = (until: number) => jobs.filter((job) => job.until === until);

  test('keeps the best third of each rung', () => {
    expect([at(1), at(3), at(9)].map(({ length }) => length)).toEqual([9, 3, 1]);
    const best = at(1)
      .toSorted((a, b) => b.score - a.score)
      .map(({ trial }) => trial);
    expect(new Set(at(3).map(({ trial }) => trial))).toEqual(new Set(best.slice(0, 3)));
    expect(at(9)[0]?.trial).toBe(best[0]);
  });

  test('goes on with what a trial has learned', () => {
    for (const { trial, from, until } of jobs) expect(from).toBe(until === 1 ? null : trial);
  });

  test('waits until a rung is full', () => {
    const searcher = successiveHalving(SETTINGS);
    const asked = Array.from({ length: 9 }, () => searcher.ask());
    expect(searcher.ask()).toBeNull();
    for (const [trial] of asked.slice(1).entries())
      searcher.tell({ trial, until: 1, score: trial });
    expect(searcher.ask()).toBeNull();
    searcher.tell({ trial: 8, until: 1, score: 8 });
    expect([searcher.ask(), searcher.ask(), searcher.ask()]).toMatchObject([
      { trial: 8, until: 3, from: 8 },
      { trial: 7, until: 3 },
      { trial: 6, until: 3 },
    ]);
  });
});

describe('ASHA', () => {
  test('promotes whoever is in the best third so far, the highest rung first', () => {
    const searcher = successiveHalving({ ...SETTINGS, waits: false });
    const untils: [number, number][] = [];
    const scores = [5, 1, 2, 9, 3, 4, 8, 7, 6];
    while (!searcher.isDone) {
      const job = searcher.ask();
      if (!job) throw new Error('one job at a time never waits');
      untils.push([job.trial, job.until]);
      const { trial, until } = job;
      searcher.tell({ trial, until, score: scores[trial] as number });
    }
    expect(untils.map(([trial, until]) => `${trial} until ${until}`).join(', ')).toBe(
      '0 until 1, 1 until 1, 2 until 1, 0 until 3, 3 until 1, 3 until 3, 4 until 1, 5 until 1, ' +
        '6 until 1, 6 until 3, 3 until 9, 7 until 1, 8 until 1, 7 until 3',
    );
    expect(searcher.best).toMatchObject({ trial: 3, until: 9, score: 9 });
  });

  test('takes what is no longer finite for the worst', () => {
    const searcher = successiveHalving({ ...SETTINGS, waits: false, trials: 3 });
    const asked = [searcher.ask(), searcher.ask(), searcher.ask()];
    expect(asked).not.toContain(null);
    [NaN, -5, NaN].forEach((score, trial) => {
      searcher.tell({ trial, until: 1, score });
    });
    expect(searcher.ask()).toMatchObject({ trial: 1, until: 3 });
  });

  test('a report of no job is refused', () => {
    const searcher = successiveHalving(SETTINGS);
    searcher.ask();
    expect(() => searcher.tell({ trial: 0, until: 3, score: 1 })).toThrow(
      'no job of trial 0 until 3 is under way',
    );
  });
});

describe('BOHB', () => {
  const settings = { space: SPACE, eta: 3, least: 1, most: 9, brackets: 6 };

  test('has Hyperband’s brackets', () => {
    const of = (at: number) => bracketOf(at, { ...settings, seed: 1, most: 81 });
    expect([0, 1, 2, 3, 4].map((at) => [of(at).trials, of(at).least])).toEqual([
      [81, 1],
      [34, 3],
      [15, 9],
      [8, 27],
      [5, 81],
    ]);
    expect(of(5)).toEqual(of(0));
  });

  test('numbers the trials of all brackets, and ends', () => {
    const jobs = run(bohb({ ...settings, seed: 1, brackets: 3 }), still);
    expect(new Set(jobs.map(({ trial }) => trial)).size).toBe(9 + 5 + 3);
    expect(jobs.filter(({ until }) => until === 9)).toHaveLength(1 + 1 + 3);
  });

  test('proposes better and better points', () => {
    const shares = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const jobs = run(bohb({ ...settings, seed, brackets: 12 }), noisy);
      const worth = jobs.flatMap(({ from, point }) => (from === null ? [quadratic(point)] : []));
      return { first: mean(worth.slice(0, 17)), last: mean(worth.slice(-17)) };
    });
    const [first, last] = [shares.map((each) => each.first), shares.map((each) => each.last)];
    expect(mean(last)).toBeGreaterThan(mean(first) + 0.5);
  });
});

/** Training of which less tells less: the score is spread about by rate. */
const noisy: Train = (_, point, until) => ({
  until,
  worth: quadratic(point) + Math.sin(1e4 * (point['rate'] as number)) / until,
});
