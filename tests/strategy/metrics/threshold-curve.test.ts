import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { averagePrecision } from '#strategy/metrics/average-precision.ts';
import { thresholdCurve } from '#strategy/metrics/threshold-curve.ts';

test('a point stands for each distinct score, from the highest on, with its probability', () => {
  // Probabilities ¾, ½, ½, ¼; the class is in the first, one of the second, and the last.
  const curve = thresholdCurve([Math.log(3), 0, 0, -Math.log(3)], [1, 0, 1, 1]);
  const rounded = (values: Float32Array | undefined) =>
    Array.from(values ?? [], (value) => Math.round(value * 1e6) / 1e6);
  expect(rounded(curve?.thresholds)).toEqual([0.75, 0.5, 0.25]);
  expect(rounded(curve?.precision)).toEqual([1, 0.666667, 0.75]);
  expect(rounded(curve?.recall)).toEqual([0.333333, 0.666667, 1]);
});

test('the area of its steps is the average precision', () => {
  for (let seed = 0; seed < 20; seed++) {
    const reader = draws([seed, 7]);
    const scores = Array.from({ length: 40 }, () => reader.integer(12) - 6);
    const targets = scores.map((_, at) => (at === 0 ? 1 : reader.integer(2)));
    const { precision, recall } = thresholdCurve(scores, targets) ?? {
      precision: new Float32Array(),
      recall: new Float32Array(),
    };
    const area = precision.reduce(
      (sum, each, at) => sum + each * ((recall[at] ?? 0) - (recall[at - 1] ?? 0)),
      0,
    );
    expect(area).toBeCloseTo(averagePrecision(scores, targets) ?? Number.NaN, 5);
  }
});

test('there is none without an image of the class, or of a classifier that broke', () => {
  expect(thresholdCurve([1, 2], [0, 0])).toBeNull();
  expect(thresholdCurve([1, Number.NaN], [1, 0])).toBeNull();
});
