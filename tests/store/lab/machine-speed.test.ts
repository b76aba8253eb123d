import { expect, test, vi } from 'vitest';
import { estimateCost } from '#core/cost.ts';
import type { RunConfig } from '#core/run-config.ts';
import {
  keepMachineSpeed,
  type MachineSpeed,
  measuredSpeed,
  restoreMachineSpeed,
  secondsLeft,
  secondsOf,
} from '#store/lab/machine-speed.ts';
import { CATALOG, CONFIG } from '../../ui/fake-catalog.ts';

const CAUTIOUS = estimateCost(CONFIG, CATALOG).seconds;
/** ms that a generation takes where a run takes half of what was feared. */
const HALF = (CAUTIOUS / CONFIG.generations / 2) * 1000;

const seconds = (speed: MachineSpeed, config: RunConfig = CONFIG) =>
  secondsOf(config, CATALOG, speed, null);

test('before such a run was measured here, nothing is told', () => {
  expect(seconds({})).toBeNull();
});

test('measured generations decide what runs of that algorithm on that task take, and of no other', () => {
  const speed = measuredSpeed({}, CONFIG, CATALOG, HALF);
  expect(seconds(speed)).toBeCloseTo(CAUTIOUS / 2, 6);
  // A step of the lander takes ten times as long as one of the cart.
  expect(seconds(speed, { ...CONFIG, environment: 'LunarLander-v3' })).toBeNull();
  expect(seconds(speed, { ...CONFIG, algorithm: 'ppo' })).toBeNull();
});

test('a run that earlier ones of its set-up ended early is expected to take as much less', () => {
  const speed = measuredSpeed({}, CONFIG, CATALOG, HALF);
  const ends = { runs: 3, solved: 3, generations: CONFIG.generations / 4 };
  expect(secondsOf(CONFIG, CATALOG, speed, ends)).toBeCloseTo(CAUTIOUS / 8, 6);
});

test('what was measured is found again, and what an earlier version kept by algorithm alone is not', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  const speed = measuredSpeed({}, CONFIG, CATALOG, HALF);
  keepMachineSpeed({ ...speed, dqn: 7 });
  expect(restoreMachineSpeed()).toEqual(speed);
  vi.unstubAllGlobals();
});

test('one slow generation does not decide it alone', () => {
  const speed = measuredSpeed(measuredSpeed({}, CONFIG, CATALOG, HALF), CONFIG, CATALOG, 10 * HALF);
  expect(seconds(speed)).toBeGreaterThan(CAUTIOUS / 2);
  expect(seconds(speed)).toBeLessThan(2 * CAUTIOUS);
});

test('a generation that took no time, or less than none, tells nothing', () => {
  expect(measuredSpeed({}, CONFIG, CATALOG, 0)).toEqual({});
  expect(measuredSpeed({}, CONFIG, CATALOG, -5)).toEqual({});
});

test('time left is that of the generations to come, at the pace of the last ones', () => {
  const summaries = (...elapsed: number[]) => elapsed.map((elapsedMs) => ({ elapsedMs }));
  expect(secondsLeft(10, [], 0.5)).toBeNull();
  expect(secondsLeft(10, summaries(1000), 0)).toBe(9);
  expect(secondsLeft(10, summaries(1000, 2000), 0.5)).toBe(7.5);
  expect(secondsLeft(3, summaries(1000, 2000, 3000), 0)).toBe(0);
});

test('where a run was gone on with, the jump of its clock is left out', () => {
  const elapsed = [9000, 18_000, 27_000, 1000, 2000, 3000].map((elapsedMs) => ({ elapsedMs }));
  // three generations of 9 s, two of 1 s
  expect(secondsLeft(11, elapsed, 0)).toBeCloseTo((5 * (9 + 9 + 9 + 1 + 1)) / 5, 6);
});
