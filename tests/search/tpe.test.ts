import { expect, test } from 'vitest';
import { randomSearch } from '#search/random-search.ts';
import type { Job } from '#search/searcher.ts';
import type { Space } from '#search/space.ts';
import { tpe } from '#search/tpe.ts';
import { mean, quadratic, run, SPACE, still } from './run.ts';

const SETTINGS = { space: SPACE, trials: 60, until: 1, startUp: 10, candidates: 24 };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

test('TPE proposes better points than chance, and finds a better one', () => {
  const found = SEEDS.map((seed) => {
    const chance = run(randomSearch({ ...SETTINGS, seed }), still).map(({ score }) => score);
    const chosen = run(tpe({ ...SETTINGS, seed }), still).map(({ score }) => score);
    return {
      chance: { late: mean(chance.slice(30)), best: Math.max(...chance) },
      chosen: { late: mean(chosen.slice(30)), best: Math.max(...chosen) },
    };
  });
  const late = (who: 'chance' | 'chosen') => mean(found.map((each) => each[who].late));
  const best = (who: 'chance' | 'chosen') => mean(found.map((each) => each[who].best));
  expect(late('chosen')).toBeGreaterThan(late('chance') + 1);
  expect(best('chosen')).toBeGreaterThan(best('chance'));
});

test('it draws until it has started up', () => {
  const chance = run(randomSearch({ ...SETTINGS, seed: 3 }), still, 1);
  const chosen = run(tpe({ ...SETTINGS, seed: 3 }), still, 1);
  const points = (jobs: typeof chance) => jobs.map(({ point }) => point);
  expect(points(chosen).slice(0, 10)).toEqual(points(chance).slice(0, 10));
  expect(points(chosen)[10]).not.toEqual(points(chance)[10]);
});

test('random search ends with its best', () => {
  const searcher = randomSearch({ ...SETTINGS, seed: 1, trials: 7 });
  const jobs = run(searcher, still);
  expect(jobs).toHaveLength(7);
  const best = jobs.reduce((a, b) => (b.score > a.score ? b : a));
  expect(searcher.best).toEqual({
    trial: best.trial,
    point: best.point,
    until: 1,
    score: quadratic(best.point),
  });
});

test('trials under way count as bad ones: not all of many go after the one good choice', () => {
  const space: Space = {
    loss: { kind: 'choice', choices: ['bce', 'asl', 'cb'] },
    rate: { kind: 'logReal', low: 1e-4, high: 1 },
  };
  const searcher = tpe({ ...SETTINGS, space, seed: 5, startUp: 9 });
  for (let trial = 0; trial < 9; trial++) searcher.ask();
  const { running } = searcher.snapshot() as { readonly running: readonly Job[] };
  const best = running.findIndex(({ point }) => point['loss'] === 'asl');
  for (let trial = 0; trial < 9; trial++)
    searcher.tell({ trial, until: 1, score: trial === best ? 1 : 0 });
  const losses = Array.from({ length: 30 }, () => searcher.ask()?.point['loss']);
  expect(losses.slice(0, 3)).toEqual(['asl', 'asl', 'asl']);
  expect(new Set(losses).size).toBe(3);
});
