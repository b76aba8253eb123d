import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import type { AdditiveSettings } from '#core/strategy/controller-settings.ts';
import { openAdditive } from '#strategy/controllers/additive/additive.ts';
import { featuresOf, layFeatures } from '#strategy/controllers/additive/features.ts';
import { noExamples, posterior, withExample } from '#strategy/controllers/additive/regression.ts';
import { climbing, TWO_SEATS } from '../worlds/games.ts';
import { game, lastChoices, play } from '../worlds/play.ts';

const SETTINGS: AdditiveSettings = {
  kind: 'additive',
  phases: 2,
  order: 'independent',
  warmUp: 8,
  noise: 0.5,
};
const CONTEXT = { seed: 9, options: TWO_SEATS, rows: 2, episodes: 30, intervals: 6 };

describe('the regression', () => {
  const ys = [1, 3, 2, 6];
  const xs = [0, 1, 0, 1];
  const seen = xs.reduce((each, x, i) => withExample(each, [x], ys[i] as number), noExamples(1));

  test('knows of one weight what the closed form says', () => {
    const mean = 3;
    const deviation = Math.sqrt(ys.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 4);
    const precision = 2 / 0.25 + 1 / 4;
    const { mean: weights, deviations, unit } = posterior(seen, [2], 0.5);
    expect(unit).toBeCloseTo(deviation, 12);
    expect(weights[0]).toBeCloseTo((0 + 3) / deviation / 0.25 / precision, 12);
    expect(deviations[0]).toBeCloseTo(1 / Math.sqrt(precision), 12);
  });

  test('draws weights with that mean and deviation', () => {
    const { draw, mean, deviations } = posterior(seen, [2], 0.5);
    const drawn = Array.from({ length: 4000 }, (_, i) => draw(draws([i, 2]))[0] as number);
    const middle = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const spread = drawn.reduce((sum, each) => sum + (each - middle) ** 2, 0) / drawn.length;
    expect(Math.abs(middle - (mean[0] as number))).toBeLessThan(0.03);
    expect(Math.sqrt(spread) / (deviations[0] as number)).toBeCloseTo(1, 1);
  });

  test('without examples knows its priors', () => {
    const { mean, deviations } = posterior(noExamples(2), [1, 2], 0.5);
    expect([...mean]).toEqual([0, 0]);
    expect([...deviations]).toEqual([expect.closeTo(1, 12), expect.closeTo(2, 12)]);
  });
});

/** The best choice differs between the halves of a run. */
const turning = {
  begin: () => 0,
  observe: () => Float32Array.of(1),
  step: (
    interval: number,
    { augmentation, optimizer }: { augmentation: string; optimizer: string },
  ) => ({
    state: interval + 1,
    reward: Number(augmentation === (interval < 3 ? 'a' : 'c')) + Number(optimizer === 'b') / 2,
  }),
};

test('what is best in each phase is found', async () => {
  const controller = openAdditive(SETTINGS, CONTEXT);
  await play(controller, CONTEXT, turning, 30);
  const { decisions } = await play(controller, CONTEXT, turning, 1, { from: 30, explores: false });
  expect(decisions[0]?.map(({ choices }) => choices.augmentation).join('')).toBe('aaaccc');
  expect(decisions[0]?.map(({ choices }) => choices.optimizer).join('')).toBe('bbbbbb');
  const [first, second] = decisions[0] ?? [];
  expect(first?.reasons.augmentation.ground).toBe('value');
  expect(second?.reasons.augmentation.ground).toBe('held');
  expect(first?.reasons.augmentation.values?.[0]).toBeGreaterThan(0);
});

test('all is chance until it has warmed up', async () => {
  const controller = openAdditive(SETTINGS, CONTEXT);
  const { decisions } = await play(controller, CONTEXT, turning, 8);
  expect(decisions[0]?.[0]?.reasons.augmentation.ground).toBe('chance');
});

test('seats that see each other reach the top of the climbing game, others do not', async () => {
  const context = { ...CONTEXT, intervals: 1, episodes: 60 };
  const end = async (order: AdditiveSettings['order']) => {
    const controller = openAdditive({ ...SETTINGS, phases: 1, order }, context);
    await play(controller, context, climbing, 60);
    return play(controller, context, climbing, 1, { from: 60, explores: false, learns: false });
  };
  const together = await end('sequential');
  expect(lastChoices(together)[0]).toMatchObject({ augmentation: 'a', optimizer: 'a' });
  expect((await end('independent')).returns[0]?.[0]).toBeLessThan(8);
});

test('a run that ended early counts in the phases that it had', () => {
  const layout = layFeatures(TWO_SEATS, SETTINGS);
  const choices = { augmentation: 'b', optimizer: 'a', schedule: 'only', loss: 'only' };
  const features = featuresOf([choices, choices], TWO_SEATS, layout, 2, 6);
  const within = (phase: number) => features.slice(phase * 8, (phase + 1) * 8);
  expect(within(0)).toEqual([0, 1, 0, 1, 0, 0, 1, 1]);
  expect(within(1)).toEqual(new Array(8).fill(0));
});

test('a run that was broken off counts for nothing', async () => {
  const [broken, whole] = [openAdditive(SETTINGS, CONTEXT), openAdditive(SETTINGS, CONTEXT)];
  const context = { ...CONTEXT, rows: 1, intervals: 1 };
  const situation = {
    ...{ row: 0, episode: 0, interval: 0, intervals: 6, current: null },
    state: Float32Array.of(1),
    held: { augmentation: 0, optimizer: 0, schedule: 0, loss: 0 },
  };
  const [decision] = await broken.decide([situation], true);
  expect(decision).toBeDefined();
  if (decision)
    await broken.learn([
      {
        situation,
        decision,
        reward: 99,
        own: situation.held,
        next: situation.state,
        isLast: false,
      },
    ]);
  for (const each of [broken, whole])
    await play(
      each,
      context,
      game(() => 1),
      1,
    );
  expect(await broken.snapshot()).toEqual(await whole.snapshot());
});

test('goes on from a snapshot as if it had not stopped', async () => {
  const first = openAdditive(SETTINGS, CONTEXT);
  await play(first, CONTEXT, turning, 12);
  const second = openAdditive(SETTINGS, CONTEXT);
  second.restore(structuredClone(await first.snapshot()));
  const [a, b] = [first, second].map((each) => play(each, CONTEXT, turning, 3, { from: 12 }));
  expect(await b).toEqual(await a);
  expect(() =>
    openAdditive({ ...SETTINGS, phases: 3 }, CONTEXT).restore(first.snapshot() as never),
  ).toThrow('the snapshot has learned 16 weights, its settings ask for 24');
});
