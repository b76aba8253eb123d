import { describe, expect, test } from 'vitest';
import { pb2 } from '#search/pb2.ts';
import { pbt } from '#search/pbt.ts';
import { CHOICES, lateness, quadratic, run, SPACE, type Train } from './run.ts';

const SETTINGS = {
  space: SPACE,
  seed: 2,
  members: 8,
  every: 10,
  until: 50,
  quantile: 0.25,
  resample: 0.25,
  redraw: 0.5,
};

/** Training adds up. */
const adding: Train = (from, point, until) => ({ until, worth: from.worth + quadratic(point) });

describe('population based training', () => {
  const jobs = run(pbt(SETTINGS), adding);
  const round = (at: number) => jobs.filter(({ until }) => until === 10 * (at + 1));

  test('has a round of every member at a time', () => {
    for (const at of [0, 1, 2, 3, 4])
      expect(round(at).map(({ trial }) => trial)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(jobs).toHaveLength(40);
  });

  test('the worst quarter goes on with one of the best quarter, all others with their own', () => {
    for (const at of [0, 1, 2, 3]) {
      const order = round(at)
        .toSorted((a, b) => b.score - a.score)
        .map(({ trial }) => trial);
      for (const { trial, from } of round(at + 1))
        if (order.indexOf(trial) >= 6) expect(order.slice(0, 2)).toContain(from);
        else expect(from).toBe(trial);
    }
  });

  test('who stays keeps its point, who takes over has its donor’s, changed', () => {
    const changes = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const all = run(pbt({ ...SETTINGS, seed }), adding);
      for (const { trial, from, point, until } of all) {
        if (from === null) continue;
        const before = all.find((job) => job.trial === from && job.until === until - 10);
        if (from === trial) {
          expect(point).toEqual(before?.point);
          continue;
        }
        const factor = (point['rate'] as number) / (before?.point['rate'] as number);
        const known = [1.2, 0.8].find((each) => Math.abs(factor - each) < 1e-9);
        changes.add(String(known ?? (point['rate'] === 1 ? 'edge' : 'anew')));
        changes.add(point['optimizer'] === before?.point['optimizer'] ? 'kept' : 'redrawn');
      }
    }
    expect([...changes].toSorted()).toEqual(
      expect.arrayContaining(['0.8', '1.2', 'anew', 'kept', 'redrawn']),
    );
  });

  test('ends up better than chance leaves it', () => {
    const last = Math.max(...round(4).map(({ score }) => score));
    const alone = Math.max(...round(0).map(({ score }) => score)) * 5;
    expect(last).toBeGreaterThan(alone);
  });
});

test('a member that is no longer finite is replaced', () => {
  const broken: Train = (from, point, until) =>
    until === 10 && point['optimizer'] === 'adam'
      ? { until, worth: NaN }
      : adding(from, point, until);
  const jobs = run(pbt({ ...SETTINGS, quantile: 0.5 }), broken);
  const lost = jobs.filter(({ score }) => Number.isNaN(score)).map(({ trial }) => trial);
  expect(lost.length).toBeGreaterThan(0);
  for (const { trial, from, until } of jobs)
    if (until === 20 && lost.includes(trial)) expect(lost).not.toContain(from);
});

test('rounds that do not fit are named', () => {
  expect(() => pbt({ ...SETTINGS, every: 60 })).toThrow(
    'rounds of 60 do not fit into a training of 50',
  );
});

test.each([
  ['PBT', (seed: number) => pbt({ ...SETTINGS, space: CHOICES, seed, resample: 0 })],
  ['PB2', (seed: number) => pb2({ ...SETTINGS, space: CHOICES, seed })],
])('no heir of %s trains as its donor does, nor as another heir of it', (_, open) => {
  let heirs = 0;
  for (let seed = 1; seed <= 5; seed++) {
    const jobs = run(open(seed), lateness, 7);
    for (const until of [10, 20, 30, 40, 50]) {
      const round = jobs.filter((job) => job.until === until);
      const trained = round.map(({ trial, from, point }) => JSON.stringify([from ?? trial, point]));
      if (until === 10)
        expect(new Set(round.map(({ point }) => JSON.stringify(point))).size).toBe(8);
      expect(new Set(trained).size, `seed ${seed}, until ${until}`).toBe(8);
      heirs += round.filter(({ trial, from }) => from !== null && from !== trial).length;
    }
  }
  expect(heirs).toBe(5 * 4 * 2);
});

test('an heir keeps its donor’s point where there is no other', () => {
  const only = { loss: { kind: 'choice', choices: ['bce'] } } as const;
  const jobs = run(pbt({ ...SETTINGS, space: only }), lateness);
  expect(new Set(jobs.map(({ point }) => JSON.stringify(point)))).toEqual(
    new Set(['{"loss":"bce"}']),
  );
});
