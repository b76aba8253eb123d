import { describe, expect, test } from 'vitest';
import type { RowInterval } from '#core/strategy/figures.ts';
import { REWARD_TERMS, type RewardKind, rewardBeside } from '#core/strategy/reward-settings.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { rewardOf } from '#strategy/reward/reward.ts';
import { amplified, TERM_WORDS } from '#strategy/reward/terms.ts';
import { NO_MEMORY } from '#strategy/state/memory.ts';
import { remember } from '#strategy/state/state.ts';
import { interval, TRAITS } from '../figures.ts';

const SURROUNDINGS = { intervals: 4, traits: TRAITS, settings: WHOLE_STATE };

/** The rewards of a row's intervals. */
function rewards(kind: RewardKind, intervals: readonly RowInterval[], surprise = 0) {
  let before = NO_MEMORY;
  return intervals.map((figures, at) => {
    const after = remember(before, figures, SURROUNDINGS);
    const isLast = at === intervals.length - 1;
    const outcome = { figures, before, after, isLast, surprise };
    before = after;
    return rewardOf(outcome, REWARD_PRESETS[kind].settings);
  });
}

const totals = (kind: RewardKind, mAPs: readonly number[]) =>
  rewards(
    kind,
    mAPs.map((mAP) => interval({ mAP })),
  ).map(({ total }) => total);

test('gains of up to a point count as they are, larger ones more, two points at most', () => {
  expect([0, 0.005, 0.01, 0.015, 0.05, -0.015, -0.05, null].map(amplified)).toEqual([
    0, 0.5, 1, 2.25, 3, -1.5, -2, 0,
  ]);
});

describe('the paper’s reward', () => {
  const steady = { tail: 0.3, training: 0.4, deviation: 0 };

  test('adds its weighed terms and takes the penalty off', () => {
    const [, second] = rewards('paper', [
      interval({ ...steady, mAP: 0.5, loss: 0.4 }),
      interval({ ...steady, mAP: 0.5125, loss: 0.38, choices: { loss: 'cb' } }),
    ]);
    expect(second?.values).toEqual({
      improvement: expect.closeTo(0.5, 9), // the fast average rises by 0.4 of the gain
      rare: 0,
      stability: 0.5,
      convergence: expect.closeTo(0.25, 9),
      penalty: 0.125,
      curiosity: 0,
    });
    expect(second?.total).toBeCloseTo(0.5 + 0.5 + 0.8 * 0.25 - 0.2 * 0.125, 9);
    const parts = REWARD_TERMS.map((term) => second?.parts[term] ?? NaN);
    expect(parts.reduce((sum, each) => sum + each)).toBeCloseTo(second?.total ?? NaN, 12);
    expect(second?.parts.penalty).toBeCloseTo(-0.025, 12);
  });

  test('has less of a loss that varies from minibatch to minibatch', () => {
    const [varied] = rewards('paper', [interval({ training: 0.4, deviation: 0.2 })]);
    expect(varied?.values.stability).toBeCloseTo(1 / 3.5 - 0.5, 12);
  });

  test('penalises a loss three times as high as at first', () => {
    const [, second] = rewards('paper', [interval({ loss: 0.4 }), interval({ loss: 1.21 })]);
    expect(second?.values.penalty).toBe(2);
    expect(second?.values.convergence).toBe(-1);
  });

  test('pays a tenth for surprises', () => {
    const [first] = rewards('paper', [interval()], 0.6);
    expect(first?.parts.curiosity).toBeCloseTo(0.06, 12);
  });

  test('counts rare classes where they have a weight', () => {
    const before = remember(NO_MEMORY, interval({ tail: 0.3 }), SURROUNDINGS);
    const figures = interval({ tail: 0.3125 });
    const after = remember(before, figures, SURROUNDINGS);
    const { settings } = REWARD_PRESETS.paper;
    const weighed = { ...settings, weights: { ...settings.weights, rare: 0.5 } };
    const outcome = { figures, before, after, isLast: false, surprise: 0 };
    expect(rewardOf(outcome, weighed).parts.rare).toBeCloseTo(0.25, 9);
    expect(rewardOf(outcome, settings).parts.rare).toBe(0);
  });
});

test('of a row whose numbers are no longer finite it is −2, whatever the kind', () => {
  for (const kind of ['paper', 'code', 'triangle', 'terminal', 'potential'] as const) {
    const [first] = rewards(kind, [
      interval({ mAP: NaN, loss: NaN, training: NaN, diverged: true }),
    ]);
    expect(first?.total).toBe(-2);
    expect(first?.parts.penalty).toBe(-2);
  }
});

test('the code’s is mAP in points and half of how steady the loss is', () => {
  const [first] = rewards('code', [interval({ mAP: 0.42, deviation: 0.5 })]);
  expect(first?.total).toBeCloseTo(42 + 0.5 / 1.25, 9);
});

test('the terminal one is mAP at the end, not an average of those before', () => {
  expect(totals('terminal', [0.5, 0.2, 0.6])).toEqual([0, 0, 0.6]);
});

test('the triangle pays for new bests alone, and all of them together for the best', () => {
  const found = totals('triangle', [0.2, 0.6, 0.1, 0.9]);
  const fast = [0.2, 0.36, 0.256, 0.5136];
  const share = (mAP: number) => (mAP - 0.2) / 0.8;
  expect(found[0]).toBe(0);
  expect(found[1]).toBeCloseTo(100 * share(fast[1] as number) ** 2, 9);
  expect(found[2]).toBe(0);
  expect(found.reduce((sum, each) => sum + each)).toBeCloseTo(
    100 * share(fast[3] as number) ** 2,
    9,
  );
});

test('the potential’s discounted sum is that of its end', () => {
  const found = totals('potential', [0.2, 0.6, 0.1, 0.9]);
  const sum = found.reduce((all, each, at) => all + 0.9 ** at * each, 0);
  expect(sum).toBeCloseTo(0.9 ** 4 * 0.5136, 9);
});

test('a potential has the discount of its controller, or none where rewards are summed up', () => {
  const { potential, paper } = REWARD_PRESETS;
  expect(rewardBeside(potential.settings, { discount: 0.7 }).discount).toBe(0.7);
  expect(rewardBeside(potential.settings, {}).discount).toBe(1);
  expect(rewardBeside(paper.settings, {})).toBe(paper.settings);
});

test('terms and presets have words', () => {
  for (const term of REWARD_TERMS) expect(TERM_WORDS[term].explanation).toMatch(/\.$/);
  for (const preset of Object.values(REWARD_PRESETS)) expect(preset.source).not.toBe('');
});
