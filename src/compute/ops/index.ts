import { adam } from './adam.ts';
import { argmax } from './argmax.ts';
import { average } from './average.ts';
import { averageWeights } from './average-weights.ts';
import { backward, backwardInput } from './backward.ts';
import { chosen, chosenGradient } from './chosen.ts';
import { clipGradientNorm } from './clip-gradient-norm.ts';
import { clippedSurrogate } from './clipped-surrogate.ts';
import { clippedValueLoss } from './clipped-value-loss.ts';
import { beside, columns, stacked } from './columns.ts';
import { changedImages, plainImages } from './dataset-images.ts';
import { decayed } from './decayed.ts';
import { dueling, duelingGradient } from './dueling.ts';
import { epsilonGreedy } from './epsilon-greedy.ts';
import { decode, encode, forward } from './forward.ts';
import { gaussianMode } from './gaussian-mode.ts';
import { gaussianNoise } from './gaussian-noise.ts';
import { gumbelNoise } from './gumbel-noise.ts';
import { huberError } from './huber-error.ts';
import { scaledGradient, unscaleGradient } from './loss-scaling.ts';
import { multilabelLoss } from './multilabel-loss.ts';
import { negativeMean } from './negative-mean.ts';
import { ornsteinUhlenbeck } from './ornstein-uhlenbeck.ts';
import { clampedSum, minimum, sum } from './pairwise.ts';
import { assign, zeroWhere } from './persistent.ts';
import { putRow } from './put-row.ts';
import { sample } from './sample.ts';
import { sampleCategorical } from './sample-categorical.ts';
import { sampleGaussian } from './sample-gaussian.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { softUpdate } from './soft-update.ts';
import { softmax, softmaxGradient } from './softmax.ts';
import { squaredError } from './squared-error.ts';
import { tdTarget } from './td-target.ts';
import { temporalDifference } from './temporal-difference.ts';
import { updateWeights } from './update-weights.ts';

/**
 * Every op there is: given a program's writer, it is the method by which a learning rule adds it to a program. An op's
 * result, shapes and source stand at its definition.
 */
export const OPS = {
  sample,
  forward,
  encode,
  decode,
  backward,
  backwardInput,
  temporalDifference,
  adam,
  softUpdate,
  argmax,
  epsilonGreedy,
  minimum,
  sum,
  clampedSum,
  tdTarget,
  squaredError,
  negativeMean,
  gaussianNoise,
  ornsteinUhlenbeck,
  clipGradientNorm,
  clippedSurrogate,
  clippedValueLoss,
  gaussianMode,
  sampleCategorical,
  sampleGaussian,
  shuffledRows,
  zeroWhere,
  assign,
  average,
  columns,
  beside,
  stacked,
  gumbelNoise,
  softmax,
  softmaxGradient,
  decayed,
  putRow,
  plainImages,
  changedImages,
  multilabelLoss,
  updateWeights,
  averageWeights,
  chosen,
  chosenGradient,
  dueling,
  duelingGradient,
  huberError,
  scaledGradient,
  unscaleGradient,
} as const;
