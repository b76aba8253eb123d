import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import type { Situation } from '#core/strategy/decision.ts';
import { epsilonGreedy, epsilonOf, greatest, standingOf } from '#strategy/controllers/choose.ts';

const situation = (given: Partial<Situation> = {}): Situation => ({
  row: 0,
  episode: 0,
  interval: 0,
  intervals: 10,
  state: new Float32Array(1),
  current: { augmentation: 'none', optimizer: 'adam', schedule: 'step', loss: 'cb' },
  held: { augmentation: 1, optimizer: 2, schedule: 3, loss: 4 },
  ...given,
});
const FREE = { current: -1, isHeld: false, switchCost: 0 };

test('the first of the greatest is chosen', () => {
  expect(greatest([1, 3, 2, 3], FREE)).toBe(1);
});

test('the choice in force stays unless another promises more by the cost of a switch', () => {
  expect(greatest([1, 1.4], { ...FREE, current: 0, switchCost: 0.5 })).toBe(0);
  expect(greatest([1, 1.6], { ...FREE, current: 0, switchCost: 0.5 })).toBe(1);
});

test('a choice stands for as many intervals as it must be held', () => {
  const holding = { hold: 3, switchCost: 0 };
  const of = (seat: 'augmentation' | 'optimizer' | 'schedule', given?: Partial<Situation>) =>
    standingOf(situation(given), seat, ['none', 'adam', 'step'], holding);
  expect(of('optimizer')).toEqual({ current: 1, isHeld: true, switchCost: 0 });
  expect(of('schedule').isHeld).toBe(false);
  expect(of('augmentation', { current: null }).isHeld).toBe(false);
});

describe('ε', () => {
  const context = { seed: 1, rows: 3, episodes: 4, intervals: 10 };
  const options = { augmentation: [''], optimizer: [''], schedule: [''], loss: [''] };
  const of = (given: Partial<Situation>, ladder = 0) =>
    epsilonOf({ start: 1, end: 0.1, over: 0.5, ladder }, situation(given), { ...context, options });

  test('falls over its share of all decisions', () => {
    expect(of({})).toBe(1);
    expect(of({ episode: 1 })).toBeCloseTo(0.55, 12);
    expect(of({ episode: 1, interval: 5 })).toBeCloseTo(0.325, 12);
    expect(of({ episode: 3 })).toBeCloseTo(0.1, 12);
  });

  test('is lower from row to row on a ladder', () => {
    const rows = [0, 1, 2].map((row) => of({ row, episode: 3 }, 2));
    expect(rows).toEqual([0.1, 0.01, 0.001].map((each) => expect.closeTo(each, 12)));
  });
});

test('ε-greedy explores as often as it says, and tells how likely each choice was', () => {
  const found = Array.from({ length: 4000 }, (_, i) =>
    epsilonGreedy([0, 2, 1], FREE, 0.3, draws([i, 7])),
  );
  const share = (at: number) => found.filter((each) => each.at === at).length / found.length;
  const chances = found[0]?.reason.chances ?? [];
  expect(chances).toEqual([0.1, 0.8, 0.1].map((each) => expect.closeTo(each, 12)));
  for (const at of [0, 1, 2])
    expect(Math.abs(share(at) - (chances[at] as number))).toBeLessThan(0.02);
  for (const { at, reason } of found) if (at !== 1) expect(reason.ground).toBe('chance');
});
