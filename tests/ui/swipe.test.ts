import { expect, test } from 'vitest';
import { swipeBetween } from '#ui/charts/swipe.ts';

const from = { x: 200, y: 300, time: 1000 };
const to = (across: number, down = 0, ms = 150) => ({
  x: from.x + across,
  y: from.y + down,
  time: from.time + ms,
});

test('a finger that goes left brings what comes next, one that goes right what was before', () => {
  expect(swipeBetween(from, to(-90))).toBe(1);
  expect(swipeBetween(from, to(90))).toBe(-1);
});

test('scrolling, pointing along a chart and a press are no swipes', () => {
  expect(swipeBetween(from, to(-60, 200))).toBe(0);
  expect(swipeBetween(from, to(-90, 60))).toBe(0);
  expect(swipeBetween(from, to(-150, 0, 900))).toBe(0);
  expect(swipeBetween(from, to(-8))).toBe(0);
});
