import { afterAll, beforeAll, expect, test } from 'vitest';
import { lunarLander } from '#environments/lunar-lander/lunar-lander.ts';
import { play, trajectoryHash } from './lunar-lander-play.ts';

/** The same in every browser; changed bits change every shared run. */
const KNOWN = [
  { continuous: false, how: 'heuristic', wind: false, hash: '2a13a24d5dc3c7ce208edd1ec96a943f' },
  { continuous: false, how: 'random', wind: true, hash: '55b89323f5ccc9dfafc86d08ff9bef4b' },
  { continuous: true, how: 'heuristic', wind: false, hash: '1c31aa658455e6335bd8965422195e88' },
  { continuous: true, how: 'random', wind: false, hash: 'e7f381c9d33cc7c6ebe55e079df4924d' },
  { continuous: true, how: 'heuristic', wind: true, hash: '6f4b60534194dd013e143ace3c058950' },
] as const;

const own = Object.getOwnPropertyDescriptors(Math);
const { sin, cos, atan2 } = Math;
const foreign = {
  sin: (x: number) => sin(x) * (1 + 1e-9),
  cos: (x: number) => cos(x) * (1 - 1e-9),
  atan2: (y: number, x: number) => atan2(y, x) * (1 + 1e-9),
};

beforeAll(async () => {
  Object.assign(Math, foreign); // as if another browser rounded far worse
  await lunarLander().prepare?.();
});

afterAll(() => {
  Object.defineProperties(Math, own);
});

test('what the browser has in Math is put back after loading', () => {
  expect(Math).toMatchObject(foreign);
});

test.each(KNOWN)('$how play, continuous $continuous, wind $wind, gives the known bits', (known) => {
  const { continuous, how, wind, hash } = known;
  const environment = lunarLander({ continuous, wind });
  expect(trajectoryHash(play(environment, how, [17, 4]))).toBe(hash);
});
