import { KERNEL_NAMES, type KernelName } from '../../lowering/kernel-names.ts';
import { activationBackward, activationForward } from './activation.wgsl.ts';
import { average } from './average.wgsl.ts';
import { argmax, epsilonGreedy } from './choice.wgsl.ts';
import {
  convolutionBackwardInput,
  convolutionBackwardWeights,
  convolutionForward,
} from './convolution.wgsl.ts';
import { copyBlock, copyUnless, putNumber } from './copy.wgsl.ts';
import { changeImages, mixImages, plainImages } from './dataset-images.wgsl.ts';
import { clampedSum, minimum, sum } from './elementwise.wgsl.ts';
import { groupNormBackward, groupNormForward } from './group-norm.wgsl.ts';
import { concatBackward, concatForward, constantsBackward, constantsForward } from './join.wgsl.ts';
import type { Kernel } from './kernel.ts';
import { layerNormBackward, layerNormForward } from './layer-norm.wgsl.ts';
import { scaleGradient, unscaleGradient } from './loss-scaling.wgsl.ts';
import { multilabelLoss } from './multilabel-loss.wgsl.ts';
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
import {
  globalPoolBackward,
  globalPoolForward,
  maxPoolBackward,
  maxPoolForward,
} from './pooling.wgsl.ts';
import { denseBackwardInput, denseBackwardWeights, denseForward } from './product.wgsl.ts';
import {
  duelingBackward,
  duelingForward,
  huberError,
  putColumn,
  takeColumn,
} from './q-values.wgsl.ts';
import { negativeMean, squaredError, tdTarget, temporalDifference } from './regression.wgsl.ts';
import { drawIndices, gather, shuffledIndices } from './replay.wgsl.ts';
import { gumbelNoise, softmaxBackward, softmaxForward } from './softmax.wgsl.ts';
import { averageWeights, layerTrust, slabNorm, updateWeights } from './update.wgsl.ts';

const BY_NAME: Readonly<Record<KernelName, Kernel>> = {
  denseForward,
  denseBackwardWeights,
  denseBackwardInput,
  layerNormForward,
  layerNormBackward,
  activationForward,
  activationBackward,
  concatForward,
  concatBackward,
  drawIndices,
  gather,
  temporalDifference,
  adam,
  softUpdate,
  argmax,
  epsilonGreedy,
  minimum,
  clampedSum,
  tdTarget,
  squaredError,
  negativeMean,
  gaussianNoise,
  ornsteinUhlenbeck,
  constantsForward,
  constantsBackward,
  sampleCategorical,
  sampleGaussian,
  gaussianMode,
  clippedCategorical,
  clippedGaussian,
  clippedValue,
  clipGradientNorm,
  shuffledIndices,
  sum,
  copyUnless,
  convolutionForward,
  convolutionBackwardWeights,
  convolutionBackwardInput,
  groupNormForward,
  groupNormBackward,
  maxPoolForward,
  maxPoolBackward,
  globalPoolForward,
  globalPoolBackward,
  average,
  copyBlock,
  gumbelNoise,
  softmaxForward,
  softmaxBackward,
  plainImages,
  changeImages,
  mixImages,
  multilabelLoss,
  layerTrust,
  updateWeights,
  averageWeights,
  slabNorm,
  putNumber,
  takeColumn,
  putColumn,
  huberError,
  duelingForward,
  duelingBackward,
  scaleGradient,
  unscaleGradient,
};

/** The kernels of the `webgpu` device by opcode. */
export const KERNELS: ReadonlyMap<number, Kernel> = new Map(
  KERNEL_NAMES.map((name, i) => [i + 1, BY_NAME[name]]),
);
