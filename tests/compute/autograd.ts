import * as tf from '@tensorflow/tfjs';
import { imageOf } from '#compute/layers/pooling.ts';
import type { Activation } from '#core/genome.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import type { Plan, Tensor } from '#networks/plan.ts';

/** The reference: a plan's network in tfjs on its `cpu` backend, with its automatic gradients. */
export interface Reference {
  readonly output: Float32Array;
  /** Gradients in the plan's slab. */
  readonly gradients: Float32Array;
  readonly inputGradient: Float32Array;
  readonly joinedGradient: Float32Array | null;
}

const FUNCTIONS: { readonly [A in Activation]: (x: tf.Tensor2D) => tf.Tensor2D } = {
  relu: (x) => tf.relu(x),
  elu: (x) => tf.elu(x),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))),
  leakyRelu: (x) => tf.leakyRelu(x, 0.01),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  softplus: (x) => tf.softplus(x),
  softsign: (x) => tf.div(x, tf.add(1, tf.abs(x))),
  identity: (x) => x,
};

/** Output, and the gradients of Σ output · `gradient`. */
export async function differentiate(
  plan: Plan,
  slab: Float32Array,
  input: Float32Array,
  gradient: Float32Array,
  joined: Float32Array | null = null,
): Promise<Reference> {
  await tf.setBackend('cpu');
  const rows = input.length / sizeOf(plan.inputs);
  tf.engine().startScope();
  try {
    const weights = weightsOf(plan, slab);
    const inputs = [tf.tensor2d(input, [rows, sizeOf(plan.inputs)])];
    if (joined) inputs.push(tf.tensor2d(joined, [rows, plan.headInputs]));
    const dy = tf.tensor2d(gradient, [rows, plan.outputs]);
    const run = (...given: tf.Tensor[]) =>
      compute(plan, given.slice(inputs.length), given as tf.Tensor2D[]);
    const output = run(...inputs, ...weights);
    const grads = tf.grads((...given: tf.Tensor[]) => tf.sum(tf.mul(run(...given), dy)))([
      ...inputs,
      ...weights,
    ]);
    return {
      output: output.dataSync() as Float32Array,
      gradients: slabOf(plan, grads.slice(inputs.length)),
      inputGradient: (grads[0] as tf.Tensor).dataSync() as Float32Array,
      joinedGradient: joined ? ((grads[1] as tf.Tensor).dataSync() as Float32Array) : null,
    };
  } finally {
    tf.engine().endScope();
  }
}

/** A plan's tensors out of its slab. */
export function weightsOf(plan: Plan, slab: Float32Array): tf.Tensor[] {
  return plan.tensors.map((tensor) => unpacked(tensor, slab));
}

/** The slab with such tensors in it. */
export function slabOf(plan: Plan, tensors: readonly tf.Tensor[]): Float32Array {
  const slab = new Float32Array(plan.length);
  plan.tensors.forEach(({ rows, columns, stride, offset }, i) => {
    const data = (tensors[i] as tf.Tensor).dataSync(); // one for each
    for (let row = 0; row < rows; row++)
      slab.set(data.subarray(row * columns, (row + 1) * columns), offset + row * stride);
  });
  return slab;
}

/** Returns the outputs of a network, by some of its layers (all, if not said otherwise). */
export function compute(
  plan: Plan,
  weights: readonly tf.Tensor[],
  [input, joined]: readonly tf.Tensor2D[],
  layers = plan.layers,
): tf.Tensor2D {
  const of = (tensor: Tensor | null) =>
    tensor ? (weights[plan.tensors.indexOf(tensor)] as tf.Tensor) : null;
  let x = input as tf.Tensor2D;
  for (const layer of layers) {
    switch (layer.kind) {
      case 'dense':
        x = tf.add(tf.matMul(x, of(layer.weights) as tf.Tensor2D), of(layer.biases) as tf.Tensor);
        break;
      case 'layerNorm': {
        const { mean, variance } = tf.moments(x, 1, true);
        x = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
        const gain = of(layer.gain);
        const shift = of(layer.shift);
        if (gain && shift) x = tf.add(tf.mul(x, gain), shift);
        break;
      }
      case 'activation':
        x = FUNCTIONS[layer.activation](x);
        break;
      case 'concat':
        x = tf.concat([x, joined as tf.Tensor2D], 1);
        break;
      case 'constants': {
        const { columns } = layer.constants;
        const rows = tf.tile(tf.reshape(of(layer.constants) as tf.Tensor, [1, columns]), [
          x.shape[0],
          1,
        ]);
        x = tf.concat([x, rows as tf.Tensor2D], 1);
        break;
      }
      case 'convolution': {
        const kernels = tf.reshape(of(layer.weights) as tf.Tensor, [
          layer.size,
          layer.size,
          imageOf(layer.input).channels,
          imageOf(layer.output).channels,
        ]) as tf.Tensor4D;
        const y = tf.conv2d(
          images(x, layer.input),
          kernels,
          layer.step,
          layer.padding,
          'NHWC',
          1,
          'floor',
        );
        const biases = of(layer.biases);
        x = flat(biases ? tf.add(y, biases) : y);
        break;
      }
      case 'groupNorm': {
        const { pixels, channels } = imageOf(layer.input);
        const { groups } = layer;
        const grouped = tf.reshape(x, [x.shape[0], pixels, groups, channels / groups]);
        const { mean, variance } = tf.moments(grouped, [1, 3], true);
        const normal = tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, 1e-5)));
        const byChannel = tf.reshape(normal, [x.shape[0], pixels, channels]);
        x = flat(
          tf.add(tf.mul(byChannel, of(layer.gain) as tf.Tensor), of(layer.shift) as tf.Tensor),
        );
        break;
      }
      case 'maxPool':
        x = flat(tf.maxPool(images(x, layer.input), layer.size, layer.size, 0, 'floor'));
        break;
      case 'globalPool': {
        const pixels = images(x, layer.input);
        x = tf.concat([tf.mean(pixels, [1, 2]), tf.max(pixels, [1, 2])], 1) as tf.Tensor2D;
        break;
      }
      default:
        layer satisfies never;
    }
  }
  return x;
}

/** Rows of numbers as images. */
function images(x: tf.Tensor2D, shape: Shape): tf.Tensor4D {
  const { height, width, channels } = imageOf(shape);
  return tf.reshape(x, [x.shape[0], height, width, channels]);
}

const flat = (x: tf.Tensor): tf.Tensor2D => tf.reshape(x, [x.shape[0] as number, -1]);

function unpacked({ rows, columns, stride, offset, kind }: Tensor, slab: Float32Array): tf.Tensor {
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    data.set(slab.subarray(offset + row * stride, offset + row * stride + columns), row * columns);
  return kind === 'weights' ? tf.tensor2d(data, [rows, columns]) : tf.tensor1d(data);
}
