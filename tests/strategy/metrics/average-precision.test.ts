import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AveragePrecisionKind,
  averagePrecision,
} from '#strategy/metrics/average-precision.ts';

const KINDS: readonly AveragePrecisionKind[] = ['all', 'voc2007', 'voc2010'];

/** Few distinct scores, so that there are ties. */
const image = fc.record({
  score: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ noNaN: true })),
  target: fc.integer({ min: 0, max: 1 }),
});
const images = fc.array(image, { minLength: 1, maxLength: 40 });

const ofImages = (
  list: readonly { readonly score: number; readonly target: number }[],
  kind: AveragePrecisionKind,
) =>
  averagePrecision(
    list.map(({ score }) => score),
    list.map(({ target }) => target),
    kind,
  );

/** Computes the curve from the definition: recall and precision at every distinct score, from the highest down. */
function curveOf(list: readonly { readonly score: number; readonly target: number }[]) {
  const positives = list.filter(({ target }) => target === 1).length;
  const thresholds = [...new Set(list.map(({ score }) => score + 0))].sort((a, b) => b - a);
  return thresholds.map((threshold) => {
    const taken = list.filter(({ score }) => score >= threshold);
    const found = taken.filter(({ target }) => target === 1).length;
    return { found, positives, recall: found / positives, precision: found / taken.length };
  });
}

function byDefinition(
  list: readonly { readonly score: number; readonly target: number }[],
  kind: AveragePrecisionKind,
): number {
  const curve = curveOf(list);
  const best = (from: (point: (typeof curve)[number]) => boolean) =>
    Math.max(0, ...curve.filter(from).map(({ precision }) => precision));
  if (kind === 'voc2007') {
    const tenths = Array.from({ length: 11 }, (_, tenth) => tenth);
    return (
      tenths.reduce(
        (sum, tenth) => sum + best(({ found, positives }) => found * 10 >= tenth * positives),
        0,
      ) / 11
    );
  }
  return curve.reduce((area, { recall, precision }, i) => {
    const height = kind === 'all' ? precision : best((point) => point.recall >= recall);
    return area + (recall - (curve[i - 1]?.recall ?? 0)) * height;
  }, 0);
}

describe.each(KINDS)('%s', (kind) => {
  test('is what its definition says', () => {
    fc.assert(
      fc.property(images, (list) => {
        fc.pre(list.some(({ target }) => target === 1));
        expect(ofImages(list, kind)).toBeCloseTo(byDefinition(list, kind), 12);
      }),
    );
  });

  test('does not depend on the order of the images', () => {
    fc.assert(
      fc.property(
        images.chain((list) => fc.tuple(fc.constant(list), shuffled(list))),
        ([list, other]) => {
          expect(ofImages(other, kind)).toBe(ofImages(list, kind));
        },
      ),
    );
  });

  test('depends on the ranks of the scores alone', () => {
    fc.assert(
      fc.property(images, (list) => {
        const whole = list.map(({ score, target }) => ({ score: Math.trunc(score % 100), target }));
        const stretched = whole.map(({ score, target }) => ({ score: score * 8 - 3, target }));
        expect(ofImages(stretched, kind)).toBe(ofImages(whole, kind));
      }),
    );
  });

  test('is undefined without a positive image', () => {
    expect(averagePrecision([0.3, 0.7], [0, 0], kind)).toBeNull();
    expect(averagePrecision([], [], kind)).toBeNull();
  });

  test('is 1 where every image has the class, and where all of them come first', () => {
    expect(averagePrecision([0.2, 0.9, 0.2], [1, 1, 1], kind)).toBe(1);
    expect(averagePrecision([3, 1, 2, 0], [1, 0, 1, 0], kind)).toBe(1);
  });

  test('of equal scores is the share of positives', () => {
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0], kind)).toBe(0.25);
  });

  test('scores that are no numbers rank last', () => {
    expect(averagePrecision([Number.NaN, 1, Number.NaN], [1, 0, 0], kind)).toBeCloseTo(1 / 3, 15);
    expect(averagePrecision([Infinity, -Infinity], [1, 0], kind)).toBe(1);
  });
});

const shuffled = <T>(list: readonly T[]) =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });

test('without ties it is the mean precision at the positive images', () => {
  // positives at places 1, 3 and 4 of five
  expect(averagePrecision([5, 4, 3, 2, 1], [1, 0, 1, 1, 0])).toBeCloseTo(
    (1 + 2 / 3 + 3 / 4) / 3,
    15,
  );
});

test('the envelope is never below the steps', () => {
  fc.assert(
    fc.property(images, (list) => {
      const [steps, envelope] = [ofImages(list, 'all'), ofImages(list, 'voc2010')];
      expect(envelope ?? 0).toBeGreaterThanOrEqual((steps ?? 0) - 1e-12);
    }),
  );
});

test('the kinds differ where precision rises with recall', () => {
  const [scores, targets] = [
    [6, 5, 4, 3, 2, 1],
    [0, 1, 1, 0, 0, 1],
  ];
  expect(averagePrecision(scores, targets, 'all')).toBeCloseTo((1 / 2 + 2 / 3 + 1 / 2) / 3, 15);
  expect(averagePrecision(scores, targets, 'voc2010')).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 2) / 3, 15);
  // recall 0 to 0.6 is reached at precision 2/3, 0.7 to 1 at 1/2
  expect(averagePrecision(scores, targets, 'voc2007')).toBeCloseTo(((7 * 2) / 3 + 4 / 2) / 11, 15);
});
