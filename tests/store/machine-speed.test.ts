import { expect, test } from 'vitest';
import { estimateCost } from '#core/cost.ts';
import { estimateRun, measuredSpeed, secondsLeft } from '#store/machine-speed.ts';
import { CATALOG, CONFIG } from '../ui/fake-catalog.ts';

const CAUTIOUS = estimateCost(CONFIG, CATALOG).seconds;
/** ms that a generation takes where a run takes half of what was feared. */
const HALF = (CAUTIOUS / CONFIG.generations / 2) * 1000;

test('before anything was measured the estimate is the cautious one, and says so', () => {
  expect(estimateRun(CONFIG, CATALOG, {})).toMatchObject({ seconds: CAUTIOUS, measured: false });
});

test('measured generations decide the estimate of this algorithm, and of others until they are', () => {
  let speed = measuredSpeed({}, CONFIG, CATALOG, HALF);
  expect(estimateRun(CONFIG, CATALOG, speed).seconds).toBeCloseTo(CAUTIOUS / 2, 6);
  speed = { other: speed[CONFIG.algorithm] ?? 0 };
  expect(estimateRun(CONFIG, CATALOG, speed)).toMatchObject({ measured: true });
  expect(estimateRun(CONFIG, CATALOG, speed).seconds).toBeCloseTo(CAUTIOUS / 2, 6);
});

test('one slow generation does not decide it alone', () => {
  const speed = measuredSpeed(measuredSpeed({}, CONFIG, CATALOG, HALF), CONFIG, CATALOG, 10 * HALF);
  const factor = speed[CONFIG.algorithm] ?? Number.NaN;
  expect(factor).toBeGreaterThan(0.5);
  expect(factor).toBeLessThan(2);
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
