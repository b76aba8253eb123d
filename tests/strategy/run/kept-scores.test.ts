import { expect, test } from 'vitest';
import { createKeptScores } from '#strategy/run/kept-scores.ts';

test('the scores of the first intervals make room for those of the last', () => {
  const kept = createKeptScores(100); // bytes
  const logits = (interval: number) => [new Float32Array(10).fill(interval)]; // 40 bytes
  for (let interval = 0; interval < 4; interval++) kept.keep(interval, logits(interval));
  kept.keep(3, logits(7)); // again, after the run went on from before it
  expect([0, 1, 2, 3].map((interval) => kept.of(interval)?.[0]?.[0])).toEqual([
    undefined,
    undefined,
    2,
    7,
  ]);
  kept.keep(4, [new Float32Array(99)]); // more than there is room for, but the last
  expect([3, 4].map((interval) => kept.of(interval)?.length)).toEqual([undefined, 1]);
});
