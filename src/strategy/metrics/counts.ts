import type { ScoredLabels } from './scored-labels.ts';

/** Counts of one class, over the images that are judged. */
export interface ClassCounts {
  readonly images: number;
  /** Number of images that have the class, that were predicted to have it, and both. */
  readonly there: number;
  readonly predicted: number;
  readonly correct: number;
}

/** Precision and recall in [0, 1]; of nothing, 0. */
export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  /** The harmonic mean of both. */
  readonly f1: number;
}

/** Treatment of a class that no image has, where classes are averaged: it is left out, or counts as 0. */
export type AbsentClasses = 'leftOut' | 'zero';

/** `predicted` is [N, C], 1 where a class is predicted. */
export function countClasses(data: ScoredLabels, predicted: Uint8Array): readonly ClassCounts[] {
  const { images, classes, targets, unjudged } = data;
  return Array.from({ length: classes }, (_, classIndex) => {
    const counts = { images: 0, there: 0, predicted: 0, correct: 0 };
    for (let at = classIndex; at < images * classes; at += classes) {
      if (unjudged?.[at] === 1) continue;
      counts.images++;
      counts.there += targets[at] as number; // at < N × C
      counts.predicted += predicted[at] as number;
      counts.correct += (targets[at] as number) * (predicted[at] as number);
    }
    return counts;
  });
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const harmonicMean = (a: number, b: number): number => share(2 * a * b, a + b);

/** Precision and recall of one class. */
export function precisionRecall({ correct, predicted, there }: ClassCounts): PrecisionRecall {
  const precision = share(correct, predicted);
  const recall = share(correct, there);
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

/** OP, OR and OF1: all classes counted together. */
export function overall(counts: readonly ClassCounts[]): PrecisionRecall {
  const sum = (of: (each: ClassCounts) => number) =>
    counts.reduce((total, each) => total + of(each), 0);
  return precisionRecall({
    images: sum(({ images }) => images),
    there: sum(({ there }) => there),
    predicted: sum(({ predicted }) => predicted),
    correct: sum(({ correct }) => correct),
  });
}

/** CP, CR and CF1: means over classes. CF1 is the harmonic mean of CP and CR, not the mean of the classes' F1. */
export function perClass(counts: readonly ClassCounts[], absent: AbsentClasses): PrecisionRecall {
  const classes = averaged(counts, absent).map(precisionRecall);
  const precision = meanOf(classes.map((each) => each.precision)) ?? 0;
  const recall = meanOf(classes.map((each) => each.recall)) ?? 0;
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

/** Mean of the classes' F1; null where there is no class to average. */
export const macroF1 = (counts: readonly ClassCounts[], absent: AbsentClasses): number | null =>
  meanOf(averaged(counts, absent).map((each) => precisionRecall(each).f1));

/** Half the share of images with the class that are found, and half that of those without it that are left alone. */
export function balancedAccuracy({
  images,
  there,
  predicted,
  correct,
}: ClassCounts): number | null {
  if (there === 0 || there === images) return null;
  const trueNegatives = images - there - (predicted - correct);
  return (correct / there + trueNegatives / (images - there)) / 2;
}

const averaged = (counts: readonly ClassCounts[], absent: AbsentClasses): readonly ClassCounts[] =>
  absent === 'zero' ? counts : counts.filter(({ there }) => there > 0);

/** Null of nothing. */
export const meanOf = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
