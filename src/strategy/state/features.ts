import { log } from '#core/maths.ts';
import { median, minimum } from '#core/statistics.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { FeatureGroup } from '#core/strategy/state-settings.ts';
import type { Averages } from './averages.ts';
import type { DataTraits } from './data-traits.ts';
import type { RowMemory } from './memory.ts';

/** All that a feature is read from: an interval, what was remembered before it and after, and where in the run it lies. */
export interface Moment {
  readonly figures: RowInterval;
  readonly before: RowMemory;
  readonly after: RowMemory;
  /** Intervals of the run. */
  readonly intervals: number;
  readonly traits: DataTraits;
}

/** One number that says something of a classifier's training. */
export interface Feature {
  readonly id: string;
  readonly group: FeatureGroup;
  readonly label: string;
  /** A sentence. */
  readonly explanation: string;
  /** A trend, which says by itself how things were: it stands in a state for the last interval alone. */
  readonly isTrend: boolean;
  /** A share of a whole, from 0 to 1. */
  readonly isShare: boolean;
  /** Null or not finite: unknown. */
  readonly read: (moment: Moment) => number | null;
}

type Read = Feature['read'];

const feature = (
  group: FeatureGroup,
  id: string,
  label: string,
  explanation: string,
  read: Read,
  { isTrend = false, isShare = false } = {},
): Feature => ({ id, group, label, explanation, read, isTrend, isShare });

const TREND = { isTrend: true };
const SHARE = { isShare: true };

/** Difference of numbers that may be unknown; a NaN stays one, and so unknown. */
const minus = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a == null || b == null ? null : a - b;

/** Natural logarithm of what may be 0, as a learning rate at the end of its schedule. */
const logOf = (value: number): number => log(Math.max(value, 1e-8));

const trend = ({ fast, slow }: Averages): number | null => minus(fast, slow);

const meanOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

function belowMedian(precisions: readonly (number | null)[]): number | null {
  const known = precisions.filter((each) => each !== null);
  return known.length === 0 ? null : median(known) - minimum(known);
}

/**
 * The features, in the order of the state. They are those that MAT-Agent's section 3.3 names, made definite: the paper
 * gives no list. Losses are binary cross entropy, whatever loss was chosen, so that they can be compared.
 */
// biome-ignore format: a feature a line
export const FEATURES: readonly Feature[] = [
  feature('performance', 'mAP', 'mAP', 'Mean average precision on the validation images, averaged over the last few intervals.', ({ after }) => after.signals.mAP.fast, SHARE),
  feature('performance', 'gain', 'Gain of mAP', 'How much mAP has risen since the interval before.', ({ before, after }) => minus(after.signals.mAP.fast, before.signals.mAP.fast)),
  feature('performance', 'belowBest', 'mAP below its best', 'How far mAP lies below the best so far; 0 is the best.', ({ after }) => minus(after.signals.mAP.fast, after.best)),
  feature('performance', 'tail', 'Rare classes', 'Mean average precision of the rarest quarter of the classes.', ({ figures }) => figures.validation.tail, SHARE),
  feature('performance', 'headTail', 'Frequent above rare', 'How much better the most frequent classes are told than the rarest.', ({ figures: { validation } }) => minus(validation.head, validation.tail)),
  feature('performance', 'perClassF1', 'CF1', 'Harmonic mean of precision and recall over the classes.', ({ figures }) => figures.validation.perClassF1, SHARE),
  feature('performance', 'mAPTrend', 'Trend of mAP', 'Fast average of mAP above its slow one: above 0 it has been rising.', ({ after }) => trend(after.signals.mAP), TREND),
  feature('performance', 'tailTrend', 'Trend of rare classes', 'The same of the rarest quarter of the classes.', ({ after }) => trend(after.signals.tail), TREND),
  feature('dynamics', 'trainingLoss', 'Training loss', 'Cross entropy on the minibatches, averaged over the last few intervals.', ({ after }) => after.signals.training.fast),
  feature('dynamics', 'validationLoss', 'Validation loss', 'Cross entropy on the validation images.', ({ figures }) => figures.validation.loss),
  feature('dynamics', 'validationChange', 'Change of validation loss', 'How much it has risen since the interval before.', ({ figures, before }) => minus(figures.validation.loss, before.lastLoss)),
  feature('dynamics', 'gap', 'Generalisation gap', 'Validation loss above training loss: large where images are learned by heart.', ({ figures }) => minus(figures.validation.loss, figures.training.reference)),
  feature('dynamics', 'gradientNorm', 'Gradient', 'Logarithm of the gradient’s mean length.', ({ figures }) => logOf(figures.training.gradientNorm)),
  feature('dynamics', 'unsteadiness', 'Unsteadiness', 'How much the loss varies between minibatches, as a share of its mean.', ({ figures: { training } }) => training.referenceDeviation / Math.max(training.reference, 1e-8)),
  feature('dynamics', 'updateRatio', 'Size of updates', 'Logarithm of an update’s mean length as a share of the weights’.', ({ figures }) => logOf(figures.training.updateRatio)),
  feature('dynamics', 'learningRate', 'Learning rate', 'Its logarithm at the interval’s end.', ({ figures }) => logOf(figures.training.learningRate)),
  feature('dynamics', 'progress', 'Progress', 'Share of the run that is over.', ({ after, intervals }) => after.intervals / intervals, SHARE),
  feature('dynamics', 'stale', 'Since the best', 'For which share of the run mAP has not had a new best.', ({ after, intervals }) => after.stale / intervals, SHARE),
  feature('dynamics', 'trainingTrend', 'Trend of training loss', 'Fast average above the slow one: below 0 it has been falling.', ({ after }) => trend(after.signals.training), TREND),
  feature('dynamics', 'validationTrend', 'Trend of validation loss', 'The same on the validation images.', ({ after }) => trend(after.signals.validation), TREND),
  feature('data', 'texture', 'Texture', 'How much brightness changes from pixel to pixel in the training images.', ({ traits }) => traits.texture),
  feature('data', 'labelsPerImage', 'Labels per image', 'Mean number of labels of a training image.', ({ traits }) => traits.labelsPerImage),
  feature('data', 'imbalance', 'Long tail', 'How much rarer the rarest class is than the most frequent, as a natural logarithm.', ({ traits }) => traits.imbalance),
  feature('data', 'entropy', 'Evenness of classes', 'Entropy of the labels as a share of the greatest; 1 is equally frequent.', ({ traits }) => traits.entropy),
  feature('data', 'coOccurrence', 'Co-occurrence', 'How much classes come together or avoid each other: the mean |φ| of pairs.', ({ traits }) => traits.coOccurrence),
  feature('data', 'caution', 'Precision above recall', 'Above 0 too few classes are named, below 0 too many.', ({ figures: { validation } }) => meanOf(validation.precision) - meanOf(validation.recall)),
  feature('data', 'hardest', 'Hardest class', 'How far the worst told class lies below the median one, in average precision.', ({ figures }) => belowMedian(figures.validation.averagePrecision)),
];
