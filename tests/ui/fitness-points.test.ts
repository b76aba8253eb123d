import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_FITNESS } from '#core/statistics.ts';
import { niceTicks, thinned, tickWords } from '#ui/charts/fitness-points.ts';
import { MARGIN, plotArea } from '#ui/charts/plot-area.ts';
import { growHistory } from '../store/history/grow-history.ts';

test('a long run is thinned and keeps its last generation', () => {
  const { summaries } = growHistory(101);
  const points = thinned(summaries, { first: 0, columns: 101 }, 20);
  expect(points.length).toBeLessThanOrEqual(20);
  expect(points.at(-1)?.generation).toBe(100);
});

test('a part of a run is thinned less, and its lines go on beyond the ends', () => {
  const { summaries } = growHistory(101);
  const points = thinned(summaries, { first: 40.5, columns: 12 }, 20);
  expect(points.map(({ generation }) => generation)).toEqual(
    Array.from({ length: 15 }, (_, i) => 39 + i),
  );
});

test('ticks are few, evenly spaced, and enclose the values', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      fc.pre(high - low > 1e-3);
      const ticks = niceTicks(low, high, 4);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(8);
      expect(ticks[0]).toBeLessThanOrEqual(low + 1e-6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - 1e-6);
    }),
  );
});

test('the greatest fitness that may be read is drawn within its chart, under short numbers', () => {
  const value = fc.integer({ min: -MOST_FITNESS, max: MOST_FITNESS });
  const size = { width: 600, height: 230 };
  fc.assert(
    fc.property(value, value, (a, b) => {
      const extent = { low: Math.min(a, b), high: Math.max(a, b) };
      const area = plotArea(size, { first: 0, columns: 9 }, extent);
      expect(area.ticks.length).toBeLessThan(8);
      for (const tick of area.ticks)
        expect(tickWords(area.ticks)(tick)).toMatch(/^[−\d.,kMBT]{1,7}$/);
      for (const each of [a, b]) {
        expect(area.y(each)).toBeGreaterThanOrEqual(area.top - 1);
        expect(area.y(each)).toBeLessThanOrEqual(size.height - MARGIN.bottom + 1);
      }
    }),
    {
      examples: [
        [-MOST_FITNESS, MOST_FITNESS],
        [MOST_FITNESS, MOST_FITNESS],
      ],
    },
  );
});

test('one value alone lies in the middle, between numbers that can be read', () => {
  expect(niceTicks(-200, -200, 4)).toEqual([-220, -210, -200, -190, -180]);
  expect(niceTicks(0, 0, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
});

test('ticks of the returns of CartPole are hundreds', () => {
  expect(niceTicks(9, 500, 4)).toEqual([0, 100, 200, 300, 400, 500]);
  expect(niceTicks(0, 500, 5)).toEqual([0, 100, 200, 300, 400, 500]);
});

test.each([
  [
    [0, 200, 400, 600],
    ['0', '200', '400', '600'],
  ],
  [
    [-200, -199.5, -199],
    ['−200', '−199.5', '−199'],
  ],
  [
    [1000, 1000.5],
    ['1,000', '1,000.5'],
  ],
  [
    [0.99, 0.992, 0.994],
    ['0.99', '0.992', '0.994'],
  ],
  [
    [-100_000, 0, 100_000],
    ['−100k', '0', '100k'],
  ],
])('ticks %j are written %j', (ticks, words) => expect(ticks.map(tickWords(ticks))).toEqual(words));
