import { expect, test } from 'vitest';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import { ownRewards } from '#strategy/reward/own-rewards.ts';
import { REWARD_PRESETS } from '#strategy/reward/presets.ts';
import { rewardOf } from '#strategy/reward/reward.ts';
import { NO_MEMORY } from '#strategy/state/memory.ts';
import { remember } from '#strategy/state/state.ts';
import { interval, TRAITS } from '../figures.ts';

const SURROUNDINGS = { intervals: 4, traits: TRAITS, settings: WHOLE_STATE };
const before = remember(NO_MEMORY, interval({ loss: 0.5, training: 0.4, tail: 0.3 }), SURROUNDINGS);

const owned = (given: Parameters<typeof interval>[0]) => {
  const figures = interval(given);
  const after = remember(before, figures, SURROUNDINGS);
  const outcome = { figures, before, after, isLast: false, surprise: 0 };
  return ownRewards(outcome, rewardOf(outcome, REWARD_PRESETS.paper.settings));
};

test('each seat is rewarded for what is its own business', () => {
  expect(owned({ loss: 0.48, training: 0.4, deviation: 0, tail: 0.3125 })).toEqual({
    augmentation: expect.closeTo(0.2, 9), // the gap closes from 0.1 to 0.08, as a share of 0.5, five times
    optimizer: expect.closeTo(0.2, 9),
    schedule: 0.5,
    loss: expect.closeTo(0.5, 9),
  });
});

test('a gap that opens counts against the augmentation alone', () => {
  const { augmentation, optimizer } = owned({ loss: 0.5, training: 0.3, deviation: 0 });
  expect(augmentation).toBeCloseTo(-0.4, 9); // the fast average of the training loss falls to 0.36
  expect(optimizer).toBe(0);
});

test('numbers that are no longer finite are everybody’s', () => {
  const all = owned({ loss: NaN, training: NaN, diverged: true });
  expect(new Set(Object.values(all))).toEqual(new Set([-2]));
});
