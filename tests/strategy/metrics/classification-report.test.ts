import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classificationReport } from '#strategy/metrics/classification-report.ts';
import { balancedAccuracy, countClasses } from '#strategy/metrics/counts.ts';
import { frequencyGroups } from '#strategy/metrics/frequency-groups.ts';
import { predictAbove, predictTop } from '#strategy/metrics/predictions.ts';
import type { ScoredLabels } from '#strategy/metrics/scored-labels.ts';
import reference from '../../reference/multilabel-metrics.json' with { type: 'json' };

const scored = (
  scores: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): ScoredLabels => ({
  images: scores.length,
  classes: scores[0]?.length ?? 0,
  scores: Float64Array.from(scores.flat()),
  targets: Uint8Array.from(targets.flat()),
});

/** Groups of classes that are all equally frequent. */
const groupsOf = (classes: number) => frequencyGroups(new Uint32Array(classes));

describe.each(reference.cases.map((each, index) => ({ ...each, index })))(
  'scikit-learn’s case $index',
  (known) => {
    const data = scored(known.scores, known.targets);
    const report = classificationReport(data, {
      threshold: known.threshold,
      groups: groupsOf(data.classes),
      absentClasses: 'zero',
    });

    test('average precision', () => {
      known.averagePrecision.forEach((expected, at) => {
        const found = report.classes[at]?.averagePrecision ?? null;
        if (expected === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(expected, 9);
      });
      expect(report.mAP).toBeCloseTo(known.mAP, 9);
      expect(report.classesWithPositives).toBe(
        known.averagePrecision.filter((each) => each !== null).length,
      );
    });

    test('precision and recall of all and of the mean class', () => {
      expect(report.overall.precision).toBeCloseTo(known.overallPrecision, 9);
      expect(report.overall.recall).toBeCloseTo(known.overallRecall, 9);
      expect(report.overall.f1).toBeCloseTo(known.OF1, 9);
      expect(report.perClass.precision).toBeCloseTo(known.classPrecision, 9);
      expect(report.perClass.recall).toBeCloseTo(known.classRecall, 9);
      const { precision, recall, f1 } = report.perClass;
      expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 12);
    });
  },
);

/** Five images of four classes; the last class is in none. */
const SCORES = [
  [0.9, 0.8, 0.2, 0.6],
  [0.7, 0.1, 0.6, 0.1],
  [0.2, 0.9, 0.1, 0.1],
  [0.6, 0.3, 0.2, 0.1],
  [0.1, 0.2, 0.3, 0.1],
];
const TARGETS = [
  [1, 1, 0, 0],
  [1, 0, 1, 0],
  [1, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0, 0],
];
const SMALL = scored(SCORES, TARGETS);

test('a class that no image has is left out of means, or counts as 0', () => {
  const at = (absentClasses: 'leftOut' | 'zero') =>
    classificationReport(SMALL, { threshold: 0.5, groups: groupsOf(4), absentClasses });
  // predicted 3, 2, 1, 1; there 3, 2, 2, 0; correct 2, 1, 1, 0
  const [leftOut, zero] = [at('leftOut'), at('zero')];
  expect(leftOut.perClass.precision).toBeCloseTo((2 / 3 + 1 / 2 + 1) / 3, 15);
  expect(leftOut.perClass.recall).toBeCloseTo((2 / 3 + 1 / 2 + 1 / 2) / 3, 15);
  expect(leftOut.macroF1).toBeCloseTo((2 / 3 + 1 / 2 + 2 / 3) / 3, 15);
  expect(zero.perClass.precision).toBeCloseTo((2 / 3 + 1 / 2 + 1) / 4, 15);
  expect(zero.macroF1).toBeCloseTo((2 / 3 + 1 / 2 + 2 / 3) / 4, 15);
  expect(leftOut.overall).toEqual(zero.overall);
  expect(leftOut.overall.precision).toBeCloseTo(4 / 7, 15);
  expect(leftOut.overall.recall).toBeCloseTo(4 / 7, 15);
});

test('nothing predicted and nothing there give 0, not NaN', () => {
  const report = classificationReport(scored([[0.1, 0.2]], [[0, 0]]), {
    threshold: 0.5,
    groups: groupsOf(2),
  });
  expect(report).toMatchObject({
    mAP: null,
    macroF1: null,
    balancedAccuracy: null,
    classesWithPositives: 0,
    overall: { precision: 0, recall: 0, f1: 0 },
    perClass: { precision: 0, recall: 0, f1: 0 },
  });
});

test('balanced accuracy is the mean of sensitivity and specificity', () => {
  const counts = countClasses(SMALL, predictAbove(SMALL, 0.5));
  // first class: 2 of 3 found, 1 of 2 left alone
  expect(balancedAccuracy(counts[0] as (typeof counts)[0])).toBeCloseTo((2 / 3 + 1 / 2) / 2, 15);
  const report = classificationReport(SMALL, { threshold: 0.5, groups: groupsOf(4) });
  expect(report.classes.map((each) => each.balancedAccuracy)).toEqual([
    (2 / 3 + 1 / 2) / 2,
    (1 / 2 + 2 / 3) / 2,
    (1 / 2 + 1) / 2,
    null,
  ]);
});

test('what is not judged changes nothing', () => {
  const unjudged = new Uint8Array(20);
  unjudged[8] = 1; // the first class of the third image: there, and not found
  const report = classificationReport(
    { ...SMALL, unjudged },
    { threshold: 0.5, groups: groupsOf(4) },
  );
  expect(report.classes[0]).toMatchObject({ positives: 2, recall: 1, precision: 2 / 3 });
  expect(report.classes[0]?.averagePrecision).toBe(1);
  expect(report.classes[1]).toEqual(
    classificationReport(SMALL, { threshold: 0.5, groups: groupsOf(4) }).classes[1],
  );
});

test('the three highest are taken, of equal ones the lower class, with or without the threshold', () => {
  const data = scored([[0.4, 0.9, 0.4, 0.4, Number.NaN]], [[1, 1, 0, 0, 0]]);
  expect([...predictTop(data, 3)]).toEqual([1, 1, 1, 0, 0]);
  expect([...predictTop(data, 3, 0.5)]).toEqual([0, 1, 0, 0, 0]);
  const report = classificationReport(data, { threshold: 0.5, groups: groupsOf(5) });
  expect(report.bareTopThree.overall).toMatchObject({ precision: 2 / 3, recall: 1 });
  expect(report.topThree.overall).toMatchObject({ precision: 1, recall: 1 / 2 });
});

test('classes are grouped by their images in training, a quarter, a half and a quarter', () => {
  expect(frequencyGroups([5, 90, 5, 40, 60, 1, 70, 20])).toEqual({
    head: [1, 6],
    mid: [4, 3, 7, 0],
    tail: [2, 5],
  });
  expect(frequencyGroups([3])).toEqual({ head: [], mid: [0], tail: [] });
  expect(frequencyGroups([1, 2])).toEqual({ head: [1], mid: [], tail: [0] });
});

test('groups hold every class once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 90 }), (counts) => {
      const { head, mid, tail } = frequencyGroups(counts);
      expect([...head, ...mid, ...tail].sort((a, b) => a - b)).toEqual([...counts.keys()]);
      expect(head.length).toBe(tail.length);
    }),
  );
});

test('head, mid and tail are means over their classes', () => {
  const groups = { head: [0], mid: [1, 2], tail: [3] };
  const report = classificationReport(SMALL, { threshold: 0.5, groups });
  const precision = (at: number) => report.classes[at]?.averagePrecision ?? Number.NaN;
  expect(report.head).toEqual({ mAP: precision(0), macroF1: 2 / 3 });
  expect(report.mid.mAP).toBeCloseTo((precision(1) + precision(2)) / 2, 15);
  expect(report.mid.macroF1).toBeCloseTo((1 / 2 + 2 / 3) / 2, 15);
  expect(report.tail).toEqual({ mAP: null, macroF1: null });
});

const cells = fc.integer({ min: 1, max: 12 }).chain((images) =>
  fc.integer({ min: 1, max: 6 }).chain((classes) =>
    fc.record({
      images: fc.constant(images),
      classes: fc.constant(classes),
      scores: fc
        .array(fc.double(), { minLength: images * classes, maxLength: images * classes })
        .map((list) => Float64Array.from(list)),
      targets: fc
        .array(fc.nat(1), { minLength: images * classes, maxLength: images * classes })
        .map((list) => Uint8Array.from(list)),
    }),
  ),
);

test('every share lies between 0 and 1, and CF1 between CP and CR', () => {
  fc.assert(
    fc.property(cells, (data) => {
      const report = classificationReport(data, { threshold: 0, groups: groupsOf(data.classes) });
      for (const { precision, recall, f1 } of [
        report.overall,
        report.perClass,
        report.topThree.overall,
        report.bareTopThree.perClass,
        ...report.classes,
      ]) {
        for (const each of [precision, recall, f1]) expect(each >= 0 && each <= 1).toBe(true);
        expect(f1).toBeLessThanOrEqual(Math.max(precision, recall) + 1e-12);
      }
    }),
  );
});

test('a perfect classifier scores 1 throughout', () => {
  fc.assert(
    fc.property(cells, ({ images, classes, targets }) => {
      fc.pre(targets.includes(1));
      const scores = Float64Array.from(targets, (target) => target * 4 - 2);
      const report = classificationReport(
        { images, classes, scores, targets },
        { threshold: 0, groups: groupsOf(classes) },
      );
      expect(report.mAP).toBe(1);
      expect(report.overall.f1).toBe(1);
      expect(report.perClass.f1).toBe(1);
      expect(report.macroF1).toBe(1);
    }),
  );
});

test('sizes that do not fit are refused by name', () => {
  expect(() =>
    classificationReport(
      { ...SMALL, targets: new Uint8Array(19) },
      { threshold: 0, groups: groupsOf(4) },
    ),
  ).toThrow('targets has 19 numbers; 5 images of 4 classes have 20');
});
