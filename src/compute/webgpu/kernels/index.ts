/** The kernels of the `webgpu` device by opcode. */
import * as abi from '../../lowering/abi.ts';
import { activationBackward, activationForward } from './activation.wgsl.ts';
import { argmax, epsilonGreedy } from './choice.wgsl.ts';
import { clampedSum, minimum, sum } from './elementwise.wgsl.ts';
import { concatBackward, concatForward, constantsBackward, constantsForward } from './join.wgsl.ts';
import type { Kernel } from './kernel.ts';
import { layerNormBackward, layerNormForward } from './layer-norm.wgsl.ts';
import { gaussianNoise, ornsteinUhlenbeck } from './noise.wgsl.ts';
import { adam, clipGradientNorm, softUpdate } from './optimizer.wgsl.ts';
import {
  clippedCategorical,
  clippedGaussian,
  clippedValue,
  gaussianMode,
  sampleCategorical,
  sampleGaussian,
} from './policy.wgsl.ts';
import { denseBackwardInput, denseBackwardWeights, denseForward } from './product.wgsl.ts';
import { negativeMean, squaredError, tdTarget, temporalDifference } from './regression.wgsl.ts';
import { drawIndices, gather, shuffledIndices } from './replay.wgsl.ts';

export const KERNELS: ReadonlyMap<number, Kernel> = new Map([
  [abi.DENSE_FORWARD, denseForward],
  [abi.DENSE_BACKWARD_WEIGHTS, denseBackwardWeights],
  [abi.DENSE_BACKWARD_INPUT, denseBackwardInput],
  [abi.LAYER_NORM_FORWARD, layerNormForward],
  [abi.LAYER_NORM_BACKWARD, layerNormBackward],
  [abi.ACTIVATION_FORWARD, activationForward],
  [abi.ACTIVATION_BACKWARD, activationBackward],
  [abi.CONCAT_FORWARD, concatForward],
  [abi.CONCAT_BACKWARD, concatBackward],
  [abi.DRAW_INDICES, drawIndices],
  [abi.GATHER, gather],
  [abi.TEMPORAL_DIFFERENCE, temporalDifference],
  [abi.ADAM, adam],
  [abi.SOFT_UPDATE, softUpdate],
  [abi.ARGMAX, argmax],
  [abi.EPSILON_GREEDY, epsilonGreedy],
  [abi.MINIMUM, minimum],
  [abi.CLAMPED_SUM, clampedSum],
  [abi.TD_TARGET, tdTarget],
  [abi.SQUARED_ERROR, squaredError],
  [abi.NEGATIVE_MEAN, negativeMean],
  [abi.GAUSSIAN_NOISE, gaussianNoise],
  [abi.ORNSTEIN_UHLENBECK, ornsteinUhlenbeck],
  [abi.CONSTANTS_FORWARD, constantsForward],
  [abi.CONSTANTS_BACKWARD, constantsBackward],
  [abi.SAMPLE_CATEGORICAL, sampleCategorical],
  [abi.SAMPLE_GAUSSIAN, sampleGaussian],
  [abi.GAUSSIAN_MODE, gaussianMode],
  [abi.CLIPPED_CATEGORICAL, clippedCategorical],
  [abi.CLIPPED_GAUSSIAN, clippedGaussian],
  [abi.CLIPPED_VALUE, clippedValue],
  [abi.CLIP_GRADIENT_NORM, clipGradientNorm],
  [abi.SHUFFLED_INDICES, shuffledIndices],
  [abi.SUM, sum],
]);
