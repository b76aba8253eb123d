import type { Shape } from '#core/shape.ts';
import type { Place } from '../lowering/lowering.ts';
import type { LayerDefinition, LayerOf } from './layer.ts';
import { paddedTo } from './padding.ts';

/** Output pixels whose patches the kernels of `wasm` gather at a time. */
const TILE = 64;

type Image = Extract<Shape, { kind: 'image' }>;

/** y = x ∗ W + b, a cross-correlation; dW = Σ patchᵀ dy, db = Σ dy, dx = Σ (dy Wᵀ) where the patches lay. */
export const convolution: LayerDefinition<'convolution'> = {
  forward(layer, { agent, network, input, output, fused }) {
    const { depth, products } = workOf(layer, input.rows);
    agent.cost(products);
    const mark = agent.mark();
    agent.emit(
      'convolutionForward',
      ...geometry(layer, input, output),
      network.weights + layer.weights.offset * 4,
      layer.biases ? network.weights + layer.biases.offset * 4 : 0,
      fused,
      agent.scratch((TILE + 8) * depth + TILE * layer.weights.stride),
    );
    agent.release(mark);
    return [];
  },
  backward(layer, { agent, network, input, gradient, weights, inputGradient }) {
    const { depth, products } = workOf(layer, input.rows);
    const mark = agent.mark();
    if (weights && network.training) {
      const { gradients } = network.training;
      agent.cost(products);
      agent.emit(
        'convolutionBackwardWeights',
        ...geometry(layer, input, gradient),
        gradients + layer.weights.offset * 4,
        layer.biases ? gradients + layer.biases.offset * 4 : 0,
        agent.scratch(TILE * (depth + 8 + layer.weights.stride)),
      );
    }
    agent.release(mark);
    if (!inputGradient) return;
    agent.cost(products);
    agent.emit(
      'convolutionBackwardInput',
      ...geometry(layer, inputGradient, gradient),
      network.weights + layer.weights.offset * 4,
      agent.scratch(TILE * paddedTo(depth) + 8 * layer.weights.stride),
    );
    agent.release(mark);
  },
};

/** Rows of the weights, and multiply-adds of so many images. */
function workOf({ weights, output }: LayerOf<'convolution'>, images: number) {
  const { height, width } = output as Image; // as of every convolution
  return { depth: weights.rows, products: images * height * width * weights.rows * weights.stride };
}

/** The operands with which every record of a convolution begins. */
function geometry(layer: LayerOf<'convolution'>, x: Place, y: Place): readonly number[] {
  const input = layer.input as Image; // as of every convolution, here and below
  const output = layer.output as Image;
  return [
    x.address,
    x.stride,
    x.rows,
    input.height,
    input.width,
    input.channels,
    layer.size,
    layer.step,
    layer.padding,
    output.height,
    output.width,
    output.channels,
    y.address,
    y.stride,
  ];
}
