import * as tf from '@tensorflow/tfjs';
import type { Plan } from '#networks/plan.ts';
import { compute } from '../../compute/autograd.ts';

/** Settings of a rival's training step. */
export interface ClassifierSettings {
  readonly learningRate: number;
  /** Decoupled, of weights alone. */
  readonly decay: number;
  readonly clip: number;
  readonly keepFast: number;
  readonly keepSlow: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Weights of blocks of convolution and GroupNorm, then of the dense layer: [kernel, gain, shift] …, kernel, biases. */
type Weights = readonly tf.Tensor[];

const EPSILON = 1e-5;
const [BETA1, BETA2, ADAM_EPSILON] = [0.9, 0.999, 1e-8];

/** Gradients of the mean binary cross entropy of images with labels, one for each of the weights. */
export type Gradients = (weights: Weights, images: tf.Tensor4D, labels: tf.Tensor2D) => tf.Tensor[];

/** A step of `strategy/classifier` under AdamW, binary cross entropy and images that are moved and mirrored, in tfjs ops. */
export class TfjsClassifier {
  readonly #gradients: Gradients;
  readonly #settings: ClassifierSettings;
  readonly #pixels: tf.Tensor2D; // [N · S · S, 3]
  readonly #labels: tf.Tensor2D; // [N, C]
  readonly #size: number;
  readonly weights: tf.Tensor[];
  #moments: { first: tf.Tensor; second: tf.Tensor }[];
  #averages: { fast: tf.Tensor; slow: tf.Tensor }[];
  #updates = 0;

  constructor(
    weights: readonly tf.Tensor[],
    images: { readonly pixels: tf.Tensor2D; readonly labels: tf.Tensor2D; readonly size: number },
    gradients: Gradients,
    settings: ClassifierSettings,
  ) {
    this.#gradients = gradients;
    this.weights = [...weights];
    this.#pixels = images.pixels;
    this.#labels = images.labels;
    this.#size = images.size;
    this.#settings = settings;
    this.#moments = weights.map((weight) => ({
      first: tf.zerosLike(weight),
      second: tf.zerosLike(weight),
    }));
    this.#averages = weights.map((weight) => ({ fast: tf.clone(weight), slow: tf.clone(weight) }));
  }

  /** One step on images, each pixel of which is taken from a place among all pixels. */
  learn(images: Int32Array, places: Int32Array): void {
    const gradients: tf.Tensor[] = tf.tidy(() => {
      const { mean, deviation } = this.#settings;
      const taken = tf.gather(this.#pixels, tf.tensor1d(places, 'int32'));
      const x = tf.div(tf.sub(taken, tf.tensor1d([...mean])), tf.tensor1d([...deviation]));
      const labels = tf.gather(this.#labels, tf.tensor1d(images, 'int32'));
      const shape: [number, number, number, number] = [images.length, this.#size, this.#size, 3];
      return this.#gradients(this.weights, tf.reshape(x, shape), labels);
    });
    this.#update(gradients);
    for (const gradient of gradients) gradient.dispose();
  }

  #update(gradients: readonly tf.Tensor[]): void {
    const { learningRate, decay, clip, keepFast, keepSlow } = this.#settings;
    this.#updates++;
    const step = learningRate / (1 - BETA1 ** this.#updates);
    const root = 1 / Math.sqrt(1 - BETA2 ** this.#updates);
    const factor = tf.tidy(() => {
      const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
      return tf.minimum(1, tf.div(clip, tf.add(tf.sqrt(tf.addN(squares)), 1e-6)));
    });
    for (const [i, gradient] of gradients.entries()) {
      const [weight, moment, average] = [
        this.weights[i] as tf.Tensor, // a gradient each
        this.#moments[i] as { first: tf.Tensor; second: tf.Tensor },
        this.#averages[i] as { fast: tf.Tensor; slow: tf.Tensor },
      ];
      const after = tf.tidy(() => {
        const g = tf.mul(gradient, factor);
        const first = blend(moment.first, g, BETA1);
        const second = blend(moment.second, tf.square(g), BETA2);
        const deviation = tf.add(tf.mul(tf.sqrt(second), root), ADAM_EPSILON);
        const shrunk = weight.rank > 1 ? tf.mul(weight, 1 - learningRate * decay) : weight;
        const moved = tf.sub(shrunk, tf.div(tf.mul(first, step), deviation));
        const fast = blend(average.fast, moved, keepFast);
        return { first, second, moved, fast, slow: blend(average.slow, moved, keepSlow) };
      });
      tf.dispose([weight, moment, average]);
      this.weights[i] = after.moved;
      this.#moments[i] = { first: after.first, second: after.second };
      this.#averages[i] = { fast: after.fast, slow: after.slow };
    }
    factor.dispose();
  }

  dispose(): void {
    tf.dispose([this.weights, this.#moments, this.#averages, this.#pixels, this.#labels]);
  }
}

const blend = (of: tf.Tensor, into: tf.Tensor, keep: number): tf.Tensor =>
  tf.add(tf.mul(of, keep), tf.mul(into, 1 - keep));

/**
 * tfjs's own. Its `wasm` backend has no gradient of a convolution with respect to the kernel, so it is given one.
 */
export function automaticGradients(plan: Plan): Gradients {
  if (!tf.getKernel('Conv2DBackpropFilter', tf.getBackend()))
    tf.registerKernel({
      kernelName: 'Conv2DBackpropFilter',
      backendName: tf.getBackend(),
      kernelFunc: ({ inputs: { x, dy } }) => kernelGradient(x as tf.Tensor4D, dy as tf.Tensor4D),
    });
  return (weights, images, labels) => {
    const x = tf.reshape(images, [images.shape[0], -1]) as tf.Tensor2D;
    const loss = (...given: tf.Tensor[]) =>
      tf.losses.sigmoidCrossEntropy(labels, compute(plan, given, [x])) as tf.Scalar;
    return tf.grads(loss)([...weights]);
  };
}

/** Gradients by hand: sums over pixels are products with ones, which the `wasm` backend does fastest. */
export const gradientsByHand =
  (groups: number): Gradients =>
  (weights, images, labels) =>
    gradientsOf(weights, images, labels, groups);

function gradientsOf(
  weights: Weights,
  images: tf.Tensor4D,
  labels: tf.Tensor2D,
  groups: number,
): tf.Tensor[] {
  const blocks = [];
  let x = images;
  for (let i = 0; i + 2 < weights.length; i += 3) {
    const [kernel, gain, shift] = weights.slice(i, i + 3) as [
      tf.Tensor4D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
    const convolved = tf.conv2d(x, kernel, 1, 'same');
    const norm = normalise(convolved, groups);
    const active = tf.relu(tf.add(tf.mul(norm.normalised, gain), shift)) as tf.Tensor4D;
    const pooled = tf.maxPool(active, 2, 2, 'valid');
    blocks.push({ x, kernel, gain, norm, active, pooled });
    x = pooled;
  }
  const [dense, biases] = weights.slice(-2) as [tf.Tensor2D, tf.Tensor1D];
  const [batch, height, width, channels] = x.shape;
  const pixels: tf.Tensor3D = tf.reshape(x, [batch, height * width, channels]);
  const greatest = tf.max(pixels, 1, true) as tf.Tensor3D;
  const mean = tf.div(pixelSum(pixels), height * width);
  const features = tf.reshape(tf.concat([mean, greatest], 2), [batch, 2 * channels]) as tf.Tensor2D;
  const logits = tf.add(tf.matMul(features, dense), biases) as tf.Tensor2D;

  const dLogits = tf.div(tf.sub(tf.sigmoid(logits), labels), labels.size) as tf.Tensor2D;
  const last = [tf.matMul(features, dLogits, true), tf.sum(dLogits, 0)];
  const dFeatures = tf.reshape(tf.matMul(dLogits, dense, false, true), [batch, 1, 2 * channels]);
  const [dMean, dGreatest] = tf.split(dFeatures, 2, 2) as [tf.Tensor3D, tf.Tensor3D];
  const isGreatest = tf.cast(tf.equal(pixels, greatest), 'float32');
  const dPixels = tf.add(tf.div(dMean, height * width), tf.mul(isGreatest, dGreatest));
  let dy = tf.reshape(dPixels, x.shape);

  const gradients: tf.Tensor[] = [];
  for (const block of blocks.toReversed()) {
    const { active, pooled, norm, gain, kernel } = block;
    const pool = { filterSize: 2, strides: 2, pad: 'valid' };
    const dActive = tf
      .engine()
      .runKernel('MaxPoolGrad', { dy, input: active, output: pooled }, pool) as tf.Tensor4D;
    const masked = tf.mul(dActive, tf.cast(tf.greater(active, 0), 'float32')) as tf.Tensor4D;
    const back = normaliseBackward(masked, norm, gain, groups);
    gradients.unshift(kernelGradient(block.x, back.dx), back.dGain, back.dShift);
    if (block !== blocks[0]) dy = inputGradient(back.dx, kernel);
  }
  return [...gradients, ...last];
}

interface Normalised {
  readonly normalised: tf.Tensor4D;
  /** 1 / deviation by image and channel, [N, 1, 1, C]. */
  readonly reciprocal: tf.Tensor4D;
}

function normalise(x: tf.Tensor4D, groups: number): Normalised {
  const centred = tf.sub(x, groupMean(x, groups)) as tf.Tensor4D;
  const variance = groupMean(tf.square(centred), groups);
  const reciprocal = tf.rsqrt(tf.add(variance, EPSILON)) as tf.Tensor4D;
  return { normalised: tf.mul(centred, reciprocal) as tf.Tensor4D, reciprocal };
}

function normaliseBackward(
  dy: tf.Tensor4D,
  { normalised, reciprocal }: Normalised,
  gain: tf.Tensor1D,
  groups: number,
) {
  const [channels] = gain.shape;
  const along = tf.mul(dy, normalised) as tf.Tensor4D;
  const total = (of: tf.Tensor4D) =>
    tf.reshape(pixelSum(tf.reshape(of, [1, of.size / channels, channels])), [channels]);
  const mean = groupMean(tf.mul(dy, gain) as tf.Tensor4D, groups);
  const meanAlong = groupMean(tf.mul(along, gain) as tf.Tensor4D, groups);
  const g = tf.sub(tf.sub(tf.mul(dy, gain), mean), tf.mul(normalised, meanAlong));
  return { dx: tf.mul(g, reciprocal) as tf.Tensor4D, dGain: total(along), dShift: total(dy) };
}

/** Sums over pixels, [N, pixels, C] → [N, 1, C]. */
const pixelSum = (x: tf.Tensor3D): tf.Tensor3D =>
  tf.matMul(tf.ones([x.shape[0], 1, x.shape[1]]), x) as tf.Tensor3D;

/** Means over pixels and the channels of a group, for each channel of it, [N, 1, 1, C]. */
function groupMean(x: tf.Tensor4D, groups: number): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const each = channels / groups;
  const sums = pixelSum(tf.reshape(x, [batch, height * width, channels]));
  const grouped = tf.sum(tf.reshape(sums, [batch, groups, each]), 2, true);
  const means = tf.div(grouped, height * width * each);
  return tf.reshape(tf.mul(means, tf.ones([1, 1, each])), [batch, 1, 1, channels]);
}

const NONE: [number, number] = [0, 0];
const ONE: [number, number] = [1, 1];

/**
 * A convolution of 3 × 3 pixels, padded: its gradient with respect to the kernel, as a convolution of the images, channels
 * for images, with the gradients as kernels.
 */
function kernelGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const padded = tf.pad(x, [NONE, ONE, ONE, NONE]);
  const images = tf.transpose(padded, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernels = tf.transpose(dy, [1, 2, 0, 3]) as tf.Tensor4D;
  return tf.transpose(tf.conv2d(images, kernels, 1, 'valid'), [1, 2, 0, 3]) as tf.Tensor4D;
}

/** Gradient with respect to the images. */
const inputGradient = (dy: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D =>
  tf.conv2d(dy, tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D, 1, 'same');
