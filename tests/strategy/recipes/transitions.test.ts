import { expect, test } from 'vitest';
import { multilabelLoss } from '#strategy/recipes/loss-family.ts';
import { calibratedScale } from '#strategy/recipes/loss-scale.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import {
  AVERAGES,
  averageKeep,
  newShare,
  RAMP_UPDATES,
  rampedLearningRate,
} from '#strategy/recipes/transitions.ts';

test('a recipe gives way over ten updates, or at once', () => {
  const shares = Array.from({ length: 12 }, (_, update) => newShare(update, RAMP_UPDATES));
  expect(shares.slice(0, 3)).toEqual([0.1, 0.2, 0.3]);
  expect(shares.slice(8)).toEqual([0.9, 1, 1, 1]);
  expect(newShare(0, 0)).toBe(1);
});

test('learning rates move by equal factors from one to the other', () => {
  expect(rampedLearningRate(0.1, 0.001, 0.5)).toBeCloseTo(0.01, 12);
  expect(rampedLearningRate(0.1, 0.003, 1)).toBe(0.003);
  expect(rampedLearningRate(0.3, 0.3, 0.4)).toBe(0.3);
  expect(rampedLearningRate(0, 0.2, 0.25)).toBe(0.05);
  const factors = [0.1, 0.2, 0.3].map(
    (share) => rampedLearningRate(2, 5, share + 0.1) / rampedLearningRate(2, 5, share),
  );
  for (const factor of factors) expect(factor).toBeCloseTo(2.5 ** 0.1, 12);
});

test('an average of weights forgets its begin soon, then keeps what it is told to', () => {
  expect(averageKeep(AVERAGES.fast, 0)).toBe(1 / 40);
  expect(averageKeep(AVERAGES.slow, 90)).toBe(0.91);
  expect(averageKeep(AVERAGES.fast, 10_000)).toBe(0.99);
  expect(averageKeep(AVERAGES.slow, 100_000)).toBe(0.999);
});

test.each(Object.entries(LOSSES))(
  '%s has, calibrated, a gradient as long as that of BCE',
  (_, choice) => {
    const frequencies = { images: 100, counts: [50, 20, 5] };
    const logits = Array.from({ length: 90 }, (__, i) => -2 + Math.sin(i));
    const targets = logits.map((__, i) => (i % 4 === 0 ? 1 : 0));
    const loss = choice.coefficients(frequencies);
    const bce = LOSSES.bce.coefficients(frequencies);
    const scale = calibratedScale(logits, targets, loss, bce);
    const length = (coefficients: typeof loss) =>
      Math.hypot(...multilabelLoss(logits, targets, coefficients).gradient);
    expect(length({ ...loss, scale })).toBeCloseTo(length(bce), 12);
  },
);

test('nothing can be calibrated by a gradient of 0', () => {
  const frequencies = { images: 10, counts: [5] };
  const [asl, bce] = [LOSSES.asl, LOSSES.bce].map((loss) => loss.coefficients(frequencies));
  expect(() => calibratedScale([-9], [0], asl as never, bce as never)).toThrow('gradient is 0');
});
