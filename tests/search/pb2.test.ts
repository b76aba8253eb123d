import { beforeAll, describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { pb2 } from '#search/pb2.ts';
import { randomSearch } from '#search/random-search.ts';
import { likeliestGp, timeVaryingGp } from '#search/time-varying-gp.ts';
import { chancesAfter, dependentRounding, drawChoices } from '#search/tv-exp3.ts';
import { mean, run, SPACE, type Train } from './run.ts';

const place = (x: number, time = 0, choices: readonly number[] = []) => ({
  time,
  numbers: [x],
  choices,
});

describe('the Gaussian process', () => {
  const settings = { length: 0.5, forgetting: 0.2, noise: 0.1 };
  const one = timeVaryingGp([{ ...place(0.2), y: 2 }], settings);

  test('of one example is the closed form', () => {
    const common = Math.exp(-(0.3 * 0.3) / 0.5) * 0.8 ** (3 / 2);
    const { mean: expected, variance } = one.at(place(0.5, 3));
    expect(expected).toBeCloseTo((common * 2) / 1.1, 12);
    expect(variance).toBeCloseTo(1 - (common * common) / 1.1, 12);
    expect(one.likelihood).toBeCloseTo(-4 / 1.1 / 2 - Math.log(1.1) / 2, 12);
  });

  test('takes other choices for less alike', () => {
    const chosen = timeVaryingGp([{ ...place(0.2, 0, [1, 2]), y: 1 }], settings);
    const same = chosen.at(place(0.2, 0, [1, 2])).mean;
    const half = chosen.at(place(0.2, 0, [1, 0])).mean;
    const other = chosen.at(place(0.2, 0, [0, 0])).mean;
    expect(same).toBeCloseTo(1 / 1.1, 12);
    expect(half).toBeCloseTo((0.5 * 0.75 + 0.5 * 0.5) / 1.1, 12);
    expect(other).toBeCloseTo(0.25 / 1.1, 12);
  });

  test('finds out whether things change', () => {
    const examples = (moves: boolean) =>
      Array.from({ length: 60 }, (_, i) => {
        const x = draws([i, 5]).uniform();
        const time = Math.floor(i / 3);
        return { ...place(x, time), y: Math.sin(6 * (x + (moves ? time / 4 : 0))) };
      });
    expect(likeliestGp(examples(false)).settings.forgetting).toBe(0);
    expect(likeliestGp(examples(true)).settings.forgetting).toBeGreaterThan(0);
  });
});

describe('TV.EXP3.M', () => {
  test('begins evenly, and moves by what a choice brought for its chance', () => {
    expect(chancesAfter([], 4, 2, 10)).toEqual([0.25, 0.25, 0.25, 0.25]);
    const chances = chancesAfter([[{ choice: 1, gain: 0.6 }]], 2, 2, 10);
    const grown = 0.5 * Math.exp(((0.6 / (0.5 * 2)) * 0.2 * 2) / 2);
    const leak = Math.E / 100;
    const all = 0.5 + grown;
    const weight = (grown + (leak * all) / 2) / (all * (1 + leak));
    expect(chances[1]).toBeCloseTo(0.8 * weight + 0.1, 12);
    expect((chances[0] as number) + (chances[1] as number)).toBeCloseTo(1, 12);
  });

  test('follows a choice that has become better', () => {
    const rounds = (from: number, good: number) =>
      Array.from({ length: 40 }, (_, at) =>
        [0, 1, 2].map((choice) => ({ choice, gain: choice === good && at + from >= 0 ? 1 : 0 })),
      );
    const before = chancesAfter(rounds(0, 0), 3, 2, 80);
    const after = chancesAfter([...rounds(0, 0), ...rounds(40, 2), ...rounds(80, 2)], 3, 2, 80);
    expect(before.indexOf(Math.max(...before))).toBe(0);
    expect(after.indexOf(Math.max(...after))).toBe(2);
  });

  test('draws different choices, each as often as its share', () => {
    const shares = [0.9, 0.5, 0.4, 0.2];
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const drawn = dependentRounding(shares, draws([i, 6]));
      expect(drawn).toHaveLength(2);
      for (const at of drawn) counts[at] = (counts[at] as number) + 1;
    }
    shares.forEach((share, at) => {
      expect(Math.abs((counts[at] as number) / 4000 - share)).toBeLessThan(0.03);
    });
  });

  test('never draws one twice while there are others, however likely it is', () => {
    for (let i = 0; i < 50; i++) {
      const drawn = drawChoices([0.9, 0.05, 0.05], 2, draws([i, 7]));
      expect(new Set(drawn).size).toBe(2);
      expect(drawn).toContain(0);
    }
    expect(drawChoices([0.5, 0.5], 4, draws([1, 7]))).toHaveLength(4);
  });
});

const SETTINGS = { space: SPACE, members: 8, every: 1, until: 20, quantile: 0.25 };
const SEEDS = [1, 2, 3];

/** The best rate falls from 0.3 to 0.001 over the training, and one optimizer is always better. */
const moving: Train = (from, { optimizer, rate }, until) => {
  const off = Math.log10(rate as number) + 0.5 + (2.5 * until) / 20;
  const gain = 1 - Math.min(2, off * off) + (optimizer === 'lion' ? 0.5 : 0);
  return { until, worth: from.worth + gain };
};

describe('PB2 where the best point moves', () => {
  let populations: ReturnType<typeof run>[];
  beforeAll(() => {
    populations = SEEDS.map((seed) => run(pb2({ ...SETTINGS, seed }), moving, 8));
  });
  const last = (jobs: ReturnType<typeof run>) =>
    Math.max(...jobs.flatMap(({ until, score }) => (until === 20 ? [score] : [])));

  test('beats as many random points that stay', () => {
    const chance = SEEDS.map((seed) => {
      // a whole training under one point
      const whole: Train = (_, point) =>
        Array.from({ length: 20 }, (__, at) => at + 1).reduce(
          (trained, until) => moving(trained, point, until),
          { until: 0, worth: 0 },
        );
      const jobs = run(randomSearch({ space: SPACE, seed, trials: 8, until: 20 }), whole);
      return Math.max(...jobs.map(({ score }) => score));
    });
    const ahead = populations.map((jobs, at) => last(jobs) - (chance[at] as number));
    expect(mean(ahead)).toBeGreaterThan(8);
    expect(ahead.filter((each) => each > 0)).toHaveLength(SEEDS.length);
  });

  test('comes to choose the better optimizer', () => {
    const share = (until: number) =>
      mean(
        populations.flatMap((jobs) =>
          jobs.flatMap((job) =>
            job.until === until ? [Number(job.point['optimizer'] === 'lion')] : [],
          ),
        ),
      );
    expect(share(20)).toBeGreaterThan(share(1) + 0.15);
  });
});
