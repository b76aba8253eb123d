import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { BANDIT_RULES, type BanditSettings } from '#core/strategy/controller-settings.ts';
import { type Arms, freshArms } from '#strategy/controllers/bandits/arms.ts';
import { openBandits } from '#strategy/controllers/bandits/bandits.ts';
import { RULES } from '#strategy/controllers/bandits/rules.ts';
import { climbing, TWO_SEATS } from '../worlds/games.ts';
import { game, lastChoices, play } from '../worlds/play.ts';

const SETTINGS: BanditSettings = {
  kind: 'bandits',
  rule: 'sampleAverage',
  order: 'independent',
  exploration: { start: 0.1, end: 0.1, over: 1, ladder: 0 },
  discount: 0.9,
  optimism: 0.6,
  lowest: 0,
  highest: 1,
  sharedIndex: false,
  hold: 1,
  switchCost: 0,
};
const CONTEXT = { seed: 5, options: TWO_SEATS, rows: 1, episodes: 1, intervals: 300 };
const FREE = { current: -1, isHeld: false, switchCost: 0 };

const bandit = (given: Partial<BanditSettings>) => {
  const rule = RULES[given.rule ?? 'sampleAverage']({ ...SETTINGS, ...given });
  const learn = (rewards: readonly (readonly [number, number])[], arms: Arms = freshArms(3)) =>
    rewards.reduce((each, [at, reward]) => rule.learn(each, at, reward, 1), arms);
  const choose = (arms: Arms, word = 0, explores = true) =>
    rule.choose(arms, FREE, { explores, epsilon: 0, reader: draws([word, 1]) });
  return { rule, learn, choose };
};

test('a sample average is that of all rewards, as in the published code', () => {
  const { rule, learn } = bandit({});
  let value = 0;
  const rewards = [0.3, 0.9, 0.1, 0.4];
  rewards.forEach((reward, i) => {
    value = (i / (i + 1)) * value + reward / (i + 1); // its own form
  });
  expect(rule.values(learn(rewards.map((each) => [1, each])))?.[1]).toBeCloseTo(value, 12);
});

describe('discounted UCB', () => {
  const { learn, choose } = bandit({ rule: 'discountedUcb' });

  test('takes what was never tried, then mean and reach', () => {
    expect(choose(learn([[0, 1]])).at).toBe(1);
    const arms = learn([
      [0, 1],
      [1, 0.5],
      [2, 0],
    ]);
    const { values, deviations } = choose(arms).reason;
    expect(values?.map((each) => Math.round(each * 1e9) / 1e9)).toEqual([1, 0.5, 0]);
    const all = 0.81 + 0.9 + 1;
    expect(deviations?.[0]).toBeCloseTo(Math.sqrt((0.6 * Math.log(all)) / 0.81), 12);
  });

  test('tries again what it has not taken for long, and says so', () => {
    const long = learn(
      Array.from({ length: 40 }, () => [0, 0.5] as const),
      learn([
        [1, 0.4],
        [2, 0.4],
        [0, 0.5],
      ]),
    );
    expect(choose(long)).toMatchObject({ reason: { ground: 'doubt' } });
    expect(choose(long).at).not.toBe(0);
    expect(choose(long, 0, false)).toMatchObject({ at: 0, reason: { ground: 'value' } });
  });
});

describe('discounted Thompson sampling', () => {
  const { learn, choose, rule } = bandit({ rule: 'discountedThompson' });

  test('knows its posterior, the prior being one reward in the middle', () => {
    const arms = learn([
      [0, 1],
      [0, 1],
    ]);
    expect(rule.values(arms)?.[0]).toBeCloseTo((1.9 + 0.5) / 2.9, 12);
    expect(rule.values(arms)?.[1]).toBe(0.5);
    expect(choose(arms).reason.deviations?.[0]).toBeCloseTo(0.5 / Math.sqrt(2.9), 12);
  });

  test('chooses each as often as it is likely to be the best', () => {
    const arms: Arms = { counts: [99, 99, 99], sums: [50, 50, 0] };
    const found = Array.from({ length: 2000 }, (_, word) => choose(arms, word).at);
    const share = (at: number) => found.filter((each) => each === at).length / found.length;
    expect(Math.abs(share(0) - 0.5)).toBeLessThan(0.05);
    expect(share(2)).toBeLessThan(0.001);
    expect(choose(arms, 3, false).at).toBe(0);
  });
});

test('EXP3 draws by its weights and a share evenly, and counts rewards by their chance', () => {
  const { rule, choose } = bandit({ rule: 'exp3', optimism: 0.3 });
  const once = rule.learn(freshArms(3), 2, 0.5, 0.25);
  expect(once.sums[2]).toBeCloseTo((0.3 * 0.5) / (0.25 * 3), 12);
  const weight = Math.exp(0.2);
  const chances = choose(once).reason.chances;
  expect(chances?.[2]).toBeCloseTo((0.7 * weight) / (2 + weight) + 0.1, 12);
  expect(chances?.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
});

const good = game(
  ({ augmentation, optimizer }) =>
    (augmentation === 'b' ? 0.5 : 0.1) + (optimizer === 'c' ? 0.5 : 0.2),
);

const single = game(({ augmentation }) => (augmentation === 'b' ? 0.7 : 0.3));

test.each(BANDIT_RULES)('%s finds the better choice', async (rule) => {
  const given = { ...SETTINGS, rule, discount: 0.99, optimism: 0.1 };
  const controller = openBandits(given, CONTEXT);
  await play(controller, CONTEXT, single, 3);
  const tested = await play(controller, CONTEXT, single, 1, { explores: false, learns: false });
  expect(lastChoices(tested)[0]).toMatchObject({ augmentation: 'b' });
});

test('with the shared index every seat learns under the optimizer’s number', async () => {
  const controller = openBandits({ ...SETTINGS, sharedIndex: true }, CONTEXT);
  await play(controller, CONTEXT, good, 1);
  const [decision] =
    (await play(controller, CONTEXT, good, 1, { explores: false })).decisions[0] ?? [];
  expect(decision?.choices).toMatchObject({ augmentation: 'c', optimizer: 'c' });
  expect(decision?.reasons.augmentation.values).toEqual(decision?.reasons.optimizer.values);
});

test('in order, a seat learns for each choice before it', async () => {
  const match = game(({ augmentation, optimizer }) => (augmentation === optimizer ? 1 : 0));
  const settings = { ...SETTINGS, order: 'sequential' as const };
  const context = { ...CONTEXT, rows: 3 };
  const controller = openBandits(
    { ...settings, exploration: { ...SETTINGS.exploration, start: 1, end: 1 } },
    context,
  );
  await play(controller, context, match, 1);
  const { state } = await controller.snapshot();
  const arms = (state as Record<string, Record<string, Arms>>)['optimizer'] ?? {};
  for (const at of [0, 1, 2]) {
    const means = RULES.sampleAverage(settings).values(arms[at] as Arms);
    expect(means).toEqual([0, 1, 2].map((each) => (each === at ? 1 : 0)));
  }
});

test('independent seats stay below the top of the climbing game', async () => {
  const controller = openBandits({ ...SETTINGS, lowest: -30, highest: 11 }, CONTEXT);
  await play(controller, CONTEXT, climbing, 4);
  const tested = await play(controller, CONTEXT, climbing, 1, { explores: false, learns: false });
  expect((tested.returns[0]?.[0] as number) / CONTEXT.intervals).toBeLessThan(8);
});

test('a choice is held, and a switch has to be worth it', async () => {
  const exploration = { start: 1, end: 1, over: 1, ladder: 0 };
  const controller = openBandits({ ...SETTINGS, exploration, hold: 4 }, CONTEXT);
  const { decisions } = await play(controller, CONTEXT, good, 1);
  let stood = 0;
  decisions[0]?.forEach(({ choices, reasons }, i) => {
    const switched = i > 0 && decisions[0]?.[i - 1]?.choices.optimizer !== choices.optimizer;
    if (switched) expect(stood).toBeGreaterThanOrEqual(4);
    stood = switched || i === 0 ? 1 : stood + 1;
    if (i > 0 && !switched && stood <= 4) expect(reasons.optimizer.ground).toBe('held');
  });
});

test.each(BANDIT_RULES)('%s goes on from a snapshot as if it had not stopped', async (rule) => {
  const given = { ...SETTINGS, rule };
  const context = { ...CONTEXT, rows: 2, intervals: 20, episodes: 3 };
  const first = openBandits(given, context);
  await play(first, context, good, 1);
  const snapshot = structuredClone(await first.snapshot());
  const second = openBandits(given, context);
  second.restore(snapshot);
  const [a, b] = [first, second].map((each) => play(each, context, good, 2, { from: 1 }));
  expect(await b).toEqual(await a);
});

test('a snapshot of others is refused', () => {
  const other = openBandits({ ...SETTINGS, rule: 'exp3' }, CONTEXT);
  const { snapshot } = openBandits(SETTINGS, CONTEXT);
  expect(() => other.restore(snapshot() as never)).toThrow(
    "a snapshot of a controller 'bandits sampleAverage' does not fit 'bandits exp3'",
  );
  const options = { ...TWO_SEATS, loss: ['bce', 'cb'] };
  expect(() => openBandits(SETTINGS, { ...CONTEXT, options }).restore(snapshot() as never)).toThrow(
    'the snapshot chooses the loss from only, the run from bce, cb',
  );
});
