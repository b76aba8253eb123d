import type { Shape } from '#core/shape.ts';
import { GRADIENT_PIXELS } from '../lowering/abi.ts';
import type { Place } from '../lowering/lowering.ts';
import type { LayerDefinition, LayerOf } from './layer.ts';
import { paddedTo } from './padding.ts';

/** Output pixels whose patches the kernels of `wasm` gather at a time. */
const TILE = 64;

type Image = Extract<Shape, { kind: 'image' }>;

/** y = x ∗ W + b, a cross-correlation; dW = Σ patchᵀ dy, db = Σ dy, dx = Σ (dy Wᵀ) where the patches lay. */
export const convolution: LayerDefinition<'convolution'> = {
  hasHalves: true,
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
      agent.scratch(
        scratchByTiles(layer) ??
          scratchByLines(layer) ??
          (TILE + 8) * depth + TILE * layer.weights.stride,
      ),
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
        agent.scratch(
          Math.max(
            scratchByTiles(layer) ??
              scratchByLines(layer) ??
              TILE * (depth + 8 + layer.weights.stride),
            scratchOfGradientParts(layer, input.rows),
          ),
        ),
      );
    }
    agent.release(mark);
    if (!inputGradient) return;
    agent.cost(products);
    agent.emit(
      'convolutionBackwardInput',
      ...geometry(layer, inputGradient, gradient),
      network.weights + layer.weights.offset * 4,
      agent.scratch(scratchByTiles(layer) ?? TILE * paddedTo(depth) + 8 * layer.weights.stride),
    );
    agent.release(mark);
  },
};

/** Output pixels whose patches they gather at a time line by line, if they are more than a line's. */
const ENOUGH_PIXELS = 64;

/**
 * Floats that the kernels of `wasm` need where they compute line by line, `wasm/kernels/convolution-lines.as.ts`; null
 * where they do not.
 */
function scratchByLines({
  size,
  step,
  padding,
  weights,
  ...layer
}: LayerOf<'convolution'>): number | null {
  const { height, width, channels } = layer.input as Image;
  if (step !== 1 || size !== 2 * padding + 1 || width % 4 || weights.columns % 8) return null;
  const pixels = Math.max(1, Math.floor(ENOUGH_PIXELS / width)) * width;
  const depth = paddedTo(weights.rows);
  const framed = (height + 2 * padding) * (width + 2 * padding) * channels + 16;
  return framed + pixels * (depth + 8) + 16 + depth * weights.columns;
}

/** Tiles that the kernels of `wasm` take at least at a time, of several images where one has fewer. */
const ENOUGH_TILES = 64;

/**
 * Floats that the kernels of `wasm` need where they compute in tiles, `wasm/kernels/convolution-tiles.as.ts`; null where
 * they do not.
 */
function scratchByTiles({ size, step, padding, ...layer }: LayerOf<'convolution'>): number | null {
  const { height, width, channels: inputs } = layer.input as Image;
  const { channels: outputs } = layer.output as Image;
  if (size !== 3 || step !== 1 || padding !== 1 || height % 2 || width % 2) return null;
  if (inputs % 8 || outputs % 8) return null;
  const tiles = (height * width) / 4;
  const together = tiles * Math.max(1, Math.floor(ENOUGH_TILES / tiles));
  const most = Math.max(inputs, outputs);
  return (
    (height + 2) * (width + 2) * most +
    16 * inputs * outputs +
    Math.max(16 * together * (inputs + outputs), 9 * inputs * outputs) +
    3 * 16 * 16 + // a cache line between places
    8 * Math.max(most, together)
  );
}

/** Rows of the weights, and multiply-adds of so many images. */
function workOf({ weights, output }: LayerOf<'convolution'>, images: number) {
  const { height, width } = output as Image; // as of every convolution
  return { depth: weights.rows, products: images * height * width * weights.rows * weights.stride };
}

/** Floats that the GPU needs to sum up gradients of weights over parts of so many images: dW and db of each. */
function scratchOfGradientParts(
  { weights, output }: LayerOf<'convolution'>,
  images: number,
): number {
  const { height, width } = output as Image; // as of every convolution
  return (
    Math.ceil((images * height * width) / GRADIENT_PIXELS) * (weights.rows + 1) * weights.stride
  );
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
