import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClassFrequencies } from '#strategy/recipes/class-weights.ts';
import { multilabelLoss } from '#strategy/recipes/loss-family.ts';
import { LOSSES, type LossChoice } from '#strategy/recipes/losses.ts';
import { KNOWN_LOSSES, LOGITS, lossOf, TARGETS } from './torch.ts';

const CLASSES = 5;
const EVEN: ClassFrequencies = { images: 1000, counts: [200, 200, 200, 200, 200] };
const SKEWED: ClassFrequencies = { images: 1000, counts: [700, 300, 80, 20, 4] };

test.each(KNOWN_LOSSES.map((known) => ({ ...known, known })))(
  '$loss $options is PyTorch’s, and so is its gradient',
  ({ known }) => {
    const found = multilabelLoss(LOGITS, TARGETS, lossOf(known));
    const factor = known.options.reduction === 'sum' ? LOGITS.length : 1;
    expect(found.value * factor).toBeCloseTo(known.value, 9);
    known.gradLogits.flat().forEach((expected, at) => {
      expect((found.gradient[at] ?? Number.NaN) * factor).toBeCloseTo(expected, 9);
    });
  },
);

const batch = (most: number) =>
  fc.integer({ min: 1, max: 4 }).chain((rows) =>
    fc.record({
      logits: fc.array(fc.double({ min: -most, max: most, noNaN: true }), {
        minLength: rows * CLASSES,
        maxLength: rows * CLASSES,
      }),
      targets: fc.array(fc.constantFrom(0, 1, 0.3), {
        minLength: rows * CLASSES,
        maxLength: rows * CLASSES,
      }),
    }),
  );

const CHOICES: readonly (readonly [string, LossChoice])[] = Object.entries(LOSSES);

describe.each(CHOICES)('%s', (id, choice) => {
  const coefficients = choice.coefficients(SKEWED);

  test('its gradient is the slope of its value', () => {
    if (coefficients.focusGradient === 0) return; // held constant on purpose; the next test has it
    fc.assert(
      fc.property(batch(6), ({ logits, targets }) => {
        const { gradient } = multilabelLoss(logits, targets, coefficients);
        const step = 1e-5;
        logits.forEach((logit, at) => {
          const { negativeScale, bias, margin } = coefficients;
          const q = 1 / (1 + Math.exp(-negativeScale * (logit + (bias[at % CLASSES] ?? 0))));
          if (Math.abs(q - margin) < 1e-3 && margin > 0) return; // a corner
          const value = (change: number) =>
            multilabelLoss(logits.with(at, logit + change), targets, coefficients).value;
          const slope = (value(step) - value(-step)) / (2 * step);
          expect(gradient[at]).toBeCloseTo(slope, 7);
        });
      }),
      { numRuns: 20 },
    );
  });

  test('stays finite and is never below 0, whatever the logits', () => {
    fc.assert(
      fc.property(batch(1e4), ({ logits, targets }) => {
        const { value, gradient } = multilabelLoss(logits, targets, coefficients);
        expect(value >= 0 && Number.isFinite(value)).toBe(true);
        expect(gradient.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  test('a target that is there pulls its logit up, one that is not pulls it down', () => {
    const { gradient } = multilabelLoss([0, 0, 0, 0, 0], [1, 0, 1, 0, 0], coefficients);
    expect(Array.from(gradient, Math.sign)).toEqual([-1, 1, -1, 1, 1]);
  });

  test('has finite weights where a class is in no image, or in every one', () => {
    const extreme = choice.coefficients({ images: 10, counts: [0, 10, 5, 1, 9] });
    const { value, gradient } = multilabelLoss(
      [1, -1, 0, 2, -2, 1, -1, 0, 2, -2],
      [1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
      extreme,
    );
    expect([value, ...gradient].every(Number.isFinite), id).toBe(true);
  });
});

test('asymmetric loss holds its focusing powers constant', () => {
  const coefficients = LOSSES.asl.coefficients(EVEN);
  const logits = [1.3, -0.4, 0.2, -2, 3];
  const { gradient } = multilabelLoss(logits, [0, 0, 0, 0, 0], coefficients);
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  logits.forEach((z, at) => {
    const p = sigmoid(z);
    const s = p - 0.05;
    expect(gradient[at]).toBeCloseTo((2 * (s ** 4 * p * (1 - p))) / (1 - s) / 5, 12);
  });
});

/** Computes the loss as the code of distribution-balanced loss has it, line by line. */
function distributionBalanced(logits: readonly number[], targets: readonly number[]): number {
  const { counts, images } = SKEWED;
  const [negativeScale, strength, gamma, balance] = [2, 0.05, 2, 2];
  const inverse = Array.from(counts, (count) => 1 / count);
  const bias = Array.from(
    counts,
    (count) => (-Math.log(images / count - 1) * strength) / negativeScale,
  );
  let sum = 0;
  for (let row = 0; row < logits.length; row += CLASSES) {
    const labels = targets.slice(row, row + CLASSES);
    const repeat = labels.reduce((total, label, c) => total + label * (inverse[c] ?? 0), 0);
    labels.forEach((label, c) => {
      const share = (inverse[c] ?? 0) / repeat;
      let weight = 1 / (1 + Math.exp(-10 * (share - 0.2))) + 0.1;
      let score = (logits[row + c] ?? 0) + (bias[c] ?? 0);
      score = score * (1 - label) * negativeScale + score * label;
      weight = (weight / negativeScale) * (1 - label) + weight * label;
      const p = 1 / (1 + Math.exp(-score));
      const entropy = -(label * Math.log(p) + (1 - label) * Math.log(1 - p));
      sum += balance * (1 - Math.exp(-entropy)) ** gamma * weight * entropy;
    });
  }
  return sum / logits.length;
}

test('distribution-balanced loss is what its authors’ code computes', () => {
  const logits = LOGITS;
  for (const targets of [TARGETS, logits.map((_, i) => (i % 3 ? 0 : 1))])
    expect(multilabelLoss(logits, targets, LOSSES.db.coefficients(SKEWED)).value).toBeCloseTo(
      distributionBalanced(logits, targets),
      12,
    );
});

test('losses are on one scale: at the first weights none has thrice another’s gradient', () => {
  // logits of a fresh head are about its bias, −2, and few classes are there
  const logits = Array.from({ length: 200 * CLASSES }, (_, i) => -2 + Math.sin(i) * 0.3);
  const targets = logits.map((_, i) => (i % 7 === 0 ? 1 : 0));
  const norms = Object.values(LOSSES).map(({ coefficients }) => {
    const { gradient } = multilabelLoss(logits, targets, coefficients(EVEN));
    return Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
  });
  expect(Math.max(...norms) / Math.min(...norms)).toBeLessThan(3);
});
