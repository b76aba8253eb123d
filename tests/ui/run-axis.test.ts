import { expect, test } from 'vitest';
import type { Summary } from '#archive/summary.ts';
import { plotArea } from '#ui/charts/plot-area.ts';
import { runAxis, type Unit } from '#ui/charts/run-axis.ts';

const summaries = [100, 200, 400, 500].map((steps, generation) => ({
  generation,
  steps,
  elapsedMs: 10 * steps,
})) as unknown as readonly Summary[];

test.each<[Unit, readonly number[]]>([
  ['generation', [0, 1, 2, 3]],
  ['steps', [100, 200, 400, 500]],
  ['seconds', [1, 2, 4, 5]],
])('by %s generations lie at %j, and are found there', (unit, ends) => {
  const { places } = runAxis(unit, summaries);
  for (const [generation, end] of ends.entries()) {
    expect(places.of(generation)).toBeCloseTo(end, 9);
    expect(places.at(end)).toBeCloseTo(generation, 9);
  }
  expect(places.at(places.of(1.25))).toBeCloseTo(1.25, 9);
});

test('generations to come are as long as the mean of those so far', () => {
  const { places } = runAxis('steps', summaries);
  expect(places.of(5)).toBe(500 + 2 * 125);
  expect(places.at(750)).toBeCloseTo(5, 9);
  expect(runAxis('seconds', []).places.of(9)).toBe(10);
});

test('a plot by steps leaves more room to longer generations, and finds each under the pointer', () => {
  const { places, across, figures } = runAxis('steps', summaries);
  const area = plotArea(
    { width: 660, height: 200 },
    { first: 0, columns: 4 },
    { low: 0, high: 1 },
    undefined,
    places,
  );
  expect(area.x(2) - area.x(1)).toBeCloseTo(2 * (area.x(1) - area.x(0)), 9);
  for (const generation of [0, 1, 2, 3])
    expect(area.generationAt(area.x(generation))).toBe(generation);
  for (const tick of across.ticks(area)) expect(tick).toBeLessThanOrEqual(area.high);
  expect(figures(2)).toEqual([['environment steps', 400]]);
});
