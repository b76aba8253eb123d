import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { kernelDensity } from '#search/kernel-density.ts';
import { normalShare } from '#search/normal.ts';
import { choiceDensity, unitDensity } from '#search/parzen.ts';
import type { Space } from '#search/space.ts';

/** ∫ over [0, 1]. */
const integral = (f: (x: number) => number) =>
  Array.from({ length: 2000 }, (_, i) => f((i + 0.5) / 2000) / 2000).reduce((a, b) => a + b);

describe('the Parzen estimator', () => {
  test('counts choices, and one more of each', () => {
    const density = choiceDensity([0, 2, 2], 3);
    expect([0, 1, 2].map((at) => Math.exp(density.logAt(at)))).toEqual(
      [2 / 6, 1 / 6, 3 / 6].map((each) => expect.closeTo(each, 12)),
    );
  });

  test('has a bump about each number, and a wide one about the middle', () => {
    // widths ⅓ (the least of two bumps) and 1; Φ from tables: inside 0.99180 − 0.27425 and 0.69146 − 0.30854
    const about = 0.398942 / (1 / 3) / (0.991802 - 0.274253);
    const wide = 0.381388 / (0.691462 - 0.308538);
    expect(Math.exp(unitDensity([0.2]).logAt(0.2))).toBeCloseTo((about + wide) / 2, 4);
  });

  test('bumps that lie close together are as narrow as they may be', () => {
    // the first reaches to the edge at 0, the others are as narrow as one of four may be; the wide one is about ½
    const of = (at: number, width: number, x: number) => {
      const off = (x - at) / width;
      const inside = normalShare((1 - at) / width) - normalShare(-at / width);
      return Math.exp((-off * off) / 2) / Math.sqrt(2 * Math.PI) / width / inside;
    };
    const bumps = [of(0.4, 0.4, 0.45), of(0.41, 0.2, 0.45), of(0.42, 0.2, 0.45), of(0.5, 1, 0.45)];
    const expected = bumps.reduce((sum, each) => sum + each) / 4;
    expect(Math.exp(unitDensity([0.4, 0.42, 0.41]).logAt(0.45))).toBeCloseTo(expected, 9);
  });

  test.each([[[]], [[0.5]], [[0, 1]], [[0.1, 0.11, 0.4]]])('is a density of %j', (seen) => {
    const density = unitDensity(seen);
    expect(integral((x) => Math.exp(density.logAt(x)))).toBeCloseTo(1, 4);
  });

  test('draws as it says', () => {
    const density = unitDensity([0.8, 0.85]);
    const drawn = Array.from({ length: 3000 }, (_, i) => density.draw(draws([i, 3])));
    const above = drawn.filter((x) => x > 0.7).length / drawn.length;
    const expected = integral((x) => (x > 0.7 ? Math.exp(density.logAt(x)) : 0));
    expect(Math.abs(above - expected)).toBeLessThan(0.03);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1);
  });
});

describe('BOHB’s kernels', () => {
  const rate: Space = { rate: { kind: 'logReal', low: 1e-4, high: 1 } };
  const kind: Space = { kind: { kind: 'choice', choices: ['a', 'b', 'c'] } };

  test('about numbers are normal, as wide as the reference rule says', () => {
    const points = [{ rate: 1e-3 }, { rate: 1e-1 }]; // ¼ and ¾, deviation ¼
    const width = 1.06 * 0.25 * 2 ** (-1 / 5);
    const off = 0.25 / width;
    const expected = Math.exp((-off * off) / 2) / Math.sqrt(2 * Math.PI) / width;
    expect(kernelDensity(rate, points).at({ rate: 1e-2 })).toBeCloseTo(expected, 9);
  });

  test('about choices keep most for themselves', () => {
    const points = [{ kind: 'a' }, { kind: 'a' }, { kind: 'b' }, { kind: 'b' }]; // numbers 0 and 1, deviation ½
    const width = 1.06 * 0.5 * 4 ** (-1 / 5);
    const density = kernelDensity(kind, points);
    expect(density.at({ kind: 'a' })).toBeCloseTo((1 - width) / 2 + width / 2 / 2, 9);
    expect(density.at({ kind: 'c' })).toBeCloseTo(width / 2, 9);
  });

  test('draw near points they have', () => {
    const density = kernelDensity({ ...rate, ...kind }, [
      { rate: 1e-3, kind: 'a' },
      { rate: 1.1e-3, kind: 'a' },
    ]);
    for (let i = 0; i < 200; i++) {
      const { rate: drawn, kind: choice } = density.drawNear(draws([i, 4]), 3);
      expect(Math.abs(Math.log10(drawn as number) + 3)).toBeLessThan(0.6);
      expect(choice).toBe('a'); // of which the deviation is 0
    }
  });
});
