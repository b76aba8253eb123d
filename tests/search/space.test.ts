import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { normalDensity, normalShare } from '#search/normal.ts';
import { checkSpace, drawPoint, fromUnit, toUnit } from '#search/space.ts';
import { SPACE } from './run.ts';

const RATE = { kind: 'logReal', low: 1e-4, high: 1 } as const;

test('a number lies where its logarithm does', () => {
  expect(toUnit(RATE, 0.01)).toBeCloseTo(0.5, 12);
  expect(fromUnit(RATE, 0.25)).toBeCloseTo(1e-3, 12);
  expect(fromUnit(RATE, 1)).toBe(1);
  expect(fromUnit(RATE, 1.5)).toBe(1);
});

test('points are drawn evenly over logarithms and choices', () => {
  const points = Array.from({ length: 3000 }, (_, i) => drawPoint(SPACE, draws([i, 1])));
  const share = (holds: (point: (typeof points)[number]) => boolean) =>
    points.filter(holds).length / points.length;
  expect(Math.abs(share(({ rate }) => (rate as number) < 1e-3) - 0.25)).toBeLessThan(0.03);
  expect(Math.abs(share(({ optimizer }) => optimizer === 'sgd') - 1 / 3)).toBeLessThan(0.03);
});

describe('a space that cannot be searched is named', () => {
  test.each([
    [{ a: { kind: 'choice', choices: [] } }, "parameter 'a' has no choices"],
    [{ b: { kind: 'logReal', low: 0, high: 1 } }, "parameter 'b' goes from 0 to 1"],
    [{ b: { kind: 'logReal', low: 2, high: 1 } }, 'it must go up'],
  ] as const)('%j', (space, words) => {
    expect(() => checkSpace(space)).toThrow(words);
  });
});

test('the normal distribution is that of tables', () => {
  expect(normalShare(0)).toBeCloseTo(0.5, 14);
  expect(normalShare(1)).toBeCloseTo(0.841344746068543, 13);
  expect(normalShare(-3)).toBeCloseTo(0.00134989803163009, 15);
  expect(normalShare(-8) / 6.22096057427178e-16).toBeCloseTo(1, 7);
  expect(normalDensity(1)).toBeCloseTo(0.24197072451914337, 14);
});
