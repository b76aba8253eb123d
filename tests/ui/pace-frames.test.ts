import { afterEach, expect, test, vi } from 'vitest';
import { paceFrames } from '#ui/stage/pace-frames.ts';

afterEach(() => vi.unstubAllGlobals());

/** Steps asked for at each of the screen's pictures, ms; each answer comes at once. */
function asked(secondsPerStep: number, pictures: readonly number[]): readonly number[] {
  let next: (now: number) => void = () => {};
  vi.stubGlobal('requestAnimationFrame', (callback: typeof next) => {
    next = callback;
    return 1;
  });
  vi.stubGlobal('performance', { now: () => 0 });
  const steps: number[] = [];
  const frames = paceFrames({
    secondsPerStep,
    request(count) {
      steps.push(count);
      frames.take({ view: { left: 0, right: 1, bottom: 0, top: 1 }, shapes: [] });
    },
    draw: () => {},
  });
  for (const now of pictures) next(now);
  return steps;
}

test('a world of short steps goes on by as many as have passed, and does not catch up a long absence', () => {
  expect(asked(0.02, [10, 40, 100])).toEqual([2, 3]);
  expect(asked(0.02, [60_000])).toEqual([12]);
});

test('a world whose steps take a second goes on a step a second', () => {
  expect(asked(1, [300, 900, 1100, 1900, 2200, 9000])).toEqual([1, 1, 1]);
});
