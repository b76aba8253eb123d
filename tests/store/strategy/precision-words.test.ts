import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { maximum, mean, minimum } from '#core/statistics.ts';
import { MIXED_DIFFERENCE } from '#store/strategy/precision-words.ts';

test('what mixed precision changes is said as it was recorded', () => {
  const file = new URL('../../learning/recorded/precision.json', import.meta.url);
  const runs: { seed: number; kind: string; mAP: [number] }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const points = runs
    .filter(({ kind }) => kind === 'mixed')
    .map(({ seed, mAP }) => {
      const single = runs.find((run) => run.kind === 'gpu' && run.seed === seed);
      return 100 * (mAP[0] - (single?.mAP[0] ?? Number.NaN));
    });
  const rounded = (value: number) => Math.round(10 * value) / 10 + 0; // of −0, 0
  expect({
    runs: points.length,
    mean: rounded(mean(points)),
    least: rounded(minimum(points)),
    most: rounded(maximum(points)),
  }).toEqual(MIXED_DIFFERENCE);
});
