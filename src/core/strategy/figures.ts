import type { Decision } from './decision.ts';
import type { Split } from './domain.ts';
import type { Reward } from './reward-settings.ts';
import type { Choices } from './seats.ts';

/** Figures of classifiers and their images. */

/** Facts about a data set. */
export interface DataFacts {
  readonly classes: readonly string[];
  /** Images with each class, by split, [C]. */
  readonly counts: Readonly<Record<Split, readonly number[]>>;
  /** Classes by how frequent they are in training. */
  readonly groups: {
    readonly head: readonly number[];
    readonly mid: readonly number[];
    readonly tail: readonly number[];
  };
  /** Training images with both classes, [C × C], row by row; on the diagonal those with the class. */
  readonly together: readonly number[];
  /** Mean number of labels of a training image. */
  readonly labelsPerImage: number;
}

/** Precision and recall of a class at every threshold, from the highest on; in [0, 1], one point per distinct score. */
export interface ThresholdCurve {
  /** Probability from which on the class counts as seen. */
  readonly thresholds: Float32Array;
  readonly precision: Float32Array;
  readonly recall: Float32Array;
}

export interface RowInterval {
  /** Choices in force in the interval. */
  readonly choices: Choices;
  readonly training: TrainingFigures;
  /** Figures on the validation images, by the fast average of the weights. */
  readonly validation: ValidationFigures;
  /** True when its numbers are no longer finite: it trains no more. */
  readonly diverged: boolean;
  /** Decisions of a team, where one decides: why, and what came of them. */
  readonly steered?: SteeredInterval;
  /** Training that a search had the row do, where one decides. */
  readonly searched?: SearchedInterval;
}

/** A row's training under a search in an interval. */
export interface SearchedInterval {
  /** Number of the trial; PBT and PB2 have one a row. */
  readonly trial: number;
  /** Intervals of training that its classifier has had, this one among them. */
  readonly trained: number;
  /** Source of its weights at the beginning: the first weights, or a trial's classifier; absent: it went on. */
  readonly took?: 'first' | number;
}

/** The classifier that a search chose at the end, by mAP on the validation images. */
export interface ChosenTrial {
  readonly search: string;
  readonly trial: number;
  readonly trained: number;
  /** Figure by which it was chosen; null: undefined. */
  readonly validation: number | null;
}

/** A team's decision for an interval, and its reward. */
export interface SteeredInterval {
  /** State that the team saw; `StrategyStarted` describes each number. */
  readonly state: readonly number[];
  readonly reasons: Decision['reasons'];
  readonly reward: Reward;
}

/** Over the updates of an interval. NaN where numbers are no longer finite. */
export interface TrainingFigures {
  /** Mean of the loss that was chosen. */
  readonly loss: number;
  /** Mean and standard deviation of binary cross entropy over the minibatches. */
  readonly reference: number;
  readonly referenceDeviation: number;
  /** Mean length of the gradient before it is clipped. */
  readonly gradientNorm: number;
  /** Mean length of an update as a share of that of the weights. */
  readonly updateRatio: number;
  /** At the last update. */
  readonly learningRate: number;
}

/** Shares in [0, 1]; null is undefined, as where no image has a class. */
export interface ValidationFigures {
  readonly mAP: number | null;
  readonly head: number | null;
  readonly mid: number | null;
  readonly tail: number | null;
  /** Macro F1 of the rarest quarter of the classes. */
  readonly tailF1: number | null;
  readonly macroF1: number | null;
  /** CF1 and OF1. */
  readonly perClassF1: number;
  readonly overallF1: number;
  /** Mean binary cross entropy. */
  readonly loss: number;
  /** Average precision of each class. */
  readonly averagePrecision: readonly (number | null)[];
  readonly precision: readonly number[];
  readonly recall: readonly number[];
}

/** Three sets of weights of each classifier: as they are, and two averages over its updates. */
export const WEIGHTS = ['raw', 'fast', 'slow'] as const;
export type Weights = (typeof WEIGHTS)[number];

/** A row on the test images, by each of its sets of weights. */
export interface RowTest extends Readonly<Record<Weights, ValidationFigures>> {
  /** Trial that a search chose, of the row that holds its classifier; absent on all others. */
  readonly chosen?: ChosenTrial;
}
