import { type AveragePrecisionKind, averagePrecision } from './average-precision.ts';
import {
  type AbsentClasses,
  balancedAccuracy,
  countClasses,
  macroF1,
  meanOf,
  overall,
  type PrecisionRecall,
  perClass,
  precisionRecall,
} from './counts.ts';
import type { FrequencyGroups } from './frequency-groups.ts';
import { predictAbove, predictTop } from './predictions.ts';
import { checkSizes, columnOf, type ScoredLabels } from './scored-labels.ts';

export interface ReportOptions {
  /** A class is predicted from this score on: 0 for logits, ½ for probabilities. */
  readonly threshold: number;
  /** Groups of the classes, by their frequency in training. */
  readonly groups: FrequencyGroups;
  readonly averagePrecision?: AveragePrecisionKind;
  /** Treatment of absent classes in CP, CR, CF1 and macro F1; average precision always leaves them out. */
  readonly absentClasses?: AbsentClasses;
}

/** Shares in [0, 1]; null is undefined, not 0. */
export interface ClassReport extends PrecisionRecall {
  /** Judged images with the class. */
  readonly positives: number;
  readonly averagePrecision: number | null;
  readonly balancedAccuracy: number | null;
}

export interface GroupReport {
  readonly mAP: number | null;
  readonly macroF1: number | null;
}

export interface ClassificationReport {
  readonly classes: readonly ClassReport[];
  /** Over the classes that some image has, and how many these are. */
  readonly mAP: number | null;
  readonly classesWithPositives: number;
  readonly overall: PrecisionRecall;
  readonly perClass: PrecisionRecall;
  readonly macroF1: number | null;
  readonly balancedAccuracy: number | null;
  readonly head: GroupReport;
  readonly mid: GroupReport;
  readonly tail: GroupReport;
  /** Report on each image's three highest scores: those that reach the threshold (ML-GCN), or all three (WARP, SRN). */
  readonly topThree: TopReport;
  readonly bareTopThree: TopReport;
}

export interface TopReport {
  readonly overall: PrecisionRecall;
  readonly perClass: PrecisionRecall;
}

/** All that is told of a classifier on a set of images. */
export function classificationReport(
  data: ScoredLabels,
  options: ReportOptions,
): ClassificationReport {
  checkSizes(data);
  const { threshold, groups, averagePrecision: kind = 'all', absentClasses = 'leftOut' } = options;
  const counts = countClasses(data, predictAbove(data, threshold));
  const classes = counts.map((each, classIndex) => {
    const column = columnOf(data, classIndex);
    return {
      positives: each.there,
      averagePrecision: averagePrecision(column.scores, column.targets, kind),
      balancedAccuracy: balancedAccuracy(each),
      ...precisionRecall(each),
    };
  });
  const precisions = defined(classes.map((each) => each.averagePrecision));
  const group = (members: readonly number[]): GroupReport => ({
    mAP: meanOf(defined(members.map((at) => classes[at]?.averagePrecision ?? null))),
    macroF1: macroF1(
      members.flatMap((at) => counts[at] ?? []),
      absentClasses,
    ),
  });
  const top = (least: number | null): TopReport => {
    const found = countClasses(data, predictTop(data, 3, least));
    return { overall: overall(found), perClass: perClass(found, absentClasses) };
  };
  return {
    classes,
    mAP: meanOf(precisions),
    classesWithPositives: precisions.length,
    overall: overall(counts),
    perClass: perClass(counts, absentClasses),
    macroF1: macroF1(counts, absentClasses),
    balancedAccuracy: meanOf(defined(classes.map((each) => each.balancedAccuracy))),
    head: group(groups.head),
    mid: group(groups.mid),
    tail: group(groups.tail),
    topThree: top(threshold),
    bareTopThree: top(null),
  };
}

const defined = (numbers: readonly (number | null)[]): number[] =>
  numbers.filter((each) => each !== null);
