// @ts-check

/**
 * Every kernel, by the file under `wasm/kernels` that holds its WebAssembly form. Its opcode is its place in this list,
 * from 1 on; the tables of both kernel languages are made from it.
 */
export const KERNELS_BY_FILE = /** @type {const} */ ({
  dense: ['denseForward', 'denseBackwardWeights', 'denseBackwardInput'],
  'layer-norm': ['layerNormForward', 'layerNormBackward'],
  activation: ['activationForward', 'activationBackward'],
  concat: ['concatForward', 'concatBackward'],
  replay: ['drawIndices', 'gather'],
  'temporal-difference': ['temporalDifference'],
  optimizer: ['adam', 'softUpdate'],
  choice: ['argmax', 'epsilonGreedy'],
  elementwise: ['minimum', 'clampedSum', 'sum'],
  regression: ['tdTarget', 'squaredError', 'negativeMean'],
  noise: ['gaussianNoise', 'ornsteinUhlenbeck'],
  constants: ['constantsForward', 'constantsBackward'],
  policy: ['sampleCategorical', 'sampleGaussian', 'gaussianMode'],
  'clipped-surrogate': ['clippedCategorical', 'clippedGaussian', 'clippedValue'],
  'gradient-norm': ['clipGradientNorm'],
  shuffle: ['shuffledIndices'],
  copy: ['copyUnless', 'putNumber'],
  convolution: ['convolutionForward', 'convolutionBackwardWeights', 'convolutionBackwardInput'],
  'group-norm': ['groupNormForward', 'groupNormBackward'],
  average: ['average'],
  pooling: ['maxPoolForward', 'maxPoolBackward', 'globalPoolForward', 'globalPoolBackward'],
  columns: ['copyBlock'],
  softmax: ['gumbelNoise', 'softmaxForward', 'softmaxBackward'],
  'dataset-images': ['plainImages', 'changeImages', 'mixImages'],
  'multilabel-loss': ['multilabelLoss'],
  update: ['layerTrust', 'updateWeights', 'averageWeights', 'slabNorm'],
  'loss-scaling': ['scaleGradient', 'unscaleGradient'],
  'q-values': ['takeColumn', 'putColumn', 'huberError', 'duelingForward', 'duelingBackward'],
});
