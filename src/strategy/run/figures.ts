import { exp, log } from '#core/maths.ts';
import type { TrainingFigures, ValidationFigures } from '#core/strategy/figures.ts';
import type { Measured } from '../classifier/classifiers.ts';
import { classificationReport } from '../metrics/classification-report.ts';
import type { FrequencyGroups } from '../metrics/frequency-groups.ts';

/** Measures how well logits, [N, C], tell the classes that are there. */
export function validationFigures(
  logits: Float32Array,
  targets: Uint8Array,
  classes: number,
  groups: FrequencyGroups,
  unjudged?: Uint8Array,
): ValidationFigures {
  const images = targets.length / classes;
  const data = { images, classes, scores: logits, targets, ...(unjudged && { unjudged }) };
  const report = classificationReport(data, { threshold: 0, groups });
  return {
    mAP: report.mAP,
    head: report.head.mAP,
    mid: report.mid.mAP,
    tail: report.tail.mAP,
    tailF1: report.tail.macroF1,
    macroF1: report.macroF1,
    perClassF1: report.perClass.f1,
    overallF1: report.overall.f1,
    loss: crossEntropy(logits, targets, unjudged),
    averagePrecision: report.classes.map((each) => each.averagePrecision),
    precision: report.classes.map((each) => each.precision),
    recall: report.classes.map((each) => each.recall),
  };
}

/** Mean binary cross entropy of logits, of those that are judged. */
function crossEntropy(logits: Float32Array, targets: Uint8Array, unjudged?: Uint8Array): number {
  let sum = 0;
  let judged = 0;
  for (let at = 0; at < logits.length; at++) {
    if (unjudged?.[at]) continue;
    judged++;
    const z = logits[at] as number; // at < N × C
    sum += Math.max(z, 0) - z * (targets[at] as number) + log(1 + exp(-Math.abs(z)));
  }
  return sum / judged;
}

/** Mean and standard deviation; NaN of nothing. */
function spread(numbers: Float32Array): {
  readonly mean: number;
  readonly deviation: number;
} {
  let sum = 0;
  for (const each of numbers) sum += each;
  const mean = sum / numbers.length;
  let squares = 0;
  for (const each of numbers) squares += (each - mean) * (each - mean);
  return { mean, deviation: Math.sqrt(squares / numbers.length) };
}

/** Figures of a row's updates of an interval, from what was measured in them. */
export function trainingFigures(measured: Measured, learningRate: number): TrainingFigures {
  const { loss, crossEntropy, gradientNorm, changeNorm, weightNorm } = measured;
  const reference = spread(crossEntropy);
  return {
    loss: spread(loss).mean,
    reference: reference.mean,
    referenceDeviation: reference.deviation,
    gradientNorm: spread(gradientNorm).mean,
    updateRatio: spread(changeNorm.map((change, at) => change / (weightNorm[at] as number))).mean,
    learningRate,
  };
}

/** Tells whether the numbers of a row are no longer finite. */
export const isBroken = (figures: TrainingFigures | undefined): boolean =>
  figures === undefined ||
  !Number.isFinite(figures.loss + figures.gradientNorm + figures.updateRatio);
