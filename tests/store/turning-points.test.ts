import { expect, test } from 'vitest';
import { recipe } from '#store/recipe.ts';
import { turningPoints } from '#store/turning-points.ts';
import { growHistory } from './grow-history.ts';

test('they are the mutations of the lineage with the largest gains, largest first', () => {
  const history = growHistory(40);
  const best = history.summaries.at(-1)?.bestSlot ?? 0;
  const points = turningPoints(history, 39, best, 3);
  expect(points).toHaveLength(3);
  const gains = points.map(({ gain }) => gain);
  expect(gains).toEqual(gains.toSorted((a, b) => b - a));
  const others = recipe(history, 39, best).filter(
    (step) =>
      step.mutation.family !== 'none' &&
      !points.some(({ generation }) => generation === step.generation),
  );
  for (const { gain } of others)
    expect(Number.isNaN(gain) || gain <= (gains[2] as number)).toBe(true);
});

test('a founder has none', () => {
  expect(turningPoints(growHistory(3), 0, 0, 5)).toEqual([]);
});
