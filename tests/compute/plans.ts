import type { Activation } from '#core/genome.ts';
import { vector } from '#core/shape.ts';
import { type Layer, openSlab, type Plan, type Tensor } from '#networks/plan.ts';
import { BEFORE, type Segment } from '#networks/segments.ts';

export interface PlainShape {
  /** Widths from the inputs to the outputs. */
  readonly widths: readonly number[];
  readonly activation?: Activation;
  readonly outputActivation?: Activation;
  /** LayerNorm after each hidden layer, with or without gain and shift. */
  readonly layerNorm?: 'affine' | 'plain';
  /** Number of learned constants behind the outputs. */
  readonly constants?: number;
  /** Before which dense layer a second input of this width joins. */
  readonly joined?: { readonly before: number; readonly width: number };
}

/** A plan by hand: dense → LayerNorm → activation per hidden layer, then dense → output activation. */
export function plainPlan(shape: PlainShape): Plan {
  const {
    widths,
    activation = 'relu',
    outputActivation = 'identity',
    joined,
    constants = 0,
  } = shape;
  const layers: Layer[] = [];
  const slab = openSlab();
  const { tensor } = slab;
  let width = widths[0] as number;
  widths.slice(1).forEach((outputs, i) => {
    const segments: Segment[] = [{ from: BEFORE, lengths: [width] }];
    if (joined?.before === i) {
      const [input, output] = [vector(width), vector(width + joined.width)];
      layers.push({ kind: 'concat', input, output });
      segments.push({ from: 'joined', lengths: [joined.width] });
      width += joined.width;
    }
    const weights = tensor(`dense[${i}]`, 'weights', outputs, segments);
    const biases = tensor(`dense[${i}]`, 'biases', outputs);
    const [input, output] = [vector(width), vector(outputs)];
    layers.push({ kind: 'dense', input, output, weights, biases, initialScale: 1 });
    const hidden = i < widths.length - 2;
    if (hidden && shape.layerNorm) {
      const affine = shape.layerNorm === 'affine';
      const gain = affine ? tensor(`norm[${i}]`, 'gain', outputs) : null;
      const shift = affine ? tensor(`norm[${i}]`, 'shift', outputs) : null;
      layers.push({ kind: 'layerNorm', input: output, output, gain, shift });
    }
    layers.push({
      kind: 'activation',
      input: output,
      output,
      activation: hidden ? activation : outputActivation,
    });
    width = outputs;
  });
  if (constants > 0) {
    const learned = tensor('log', 'constants', constants);
    const [input, output] = [vector(width), vector(width + constants)];
    layers.push({ kind: 'constants', input, output, constants: learned, initial: 0 });
  }
  return {
    inputs: vector(widths[0] as number),
    headInputs: joined?.width ?? 0,
    latent: widths[0] as number,
    encoderLayers: 0,
    outputs: (widths.at(-1) as number) + constants,
    layers,
    ...slab.laid(),
  };
}

/** Calls back for every trainable number of a plan with its index in the slab. */
export function eachWeight(
  plan: Plan,
  visit: (index: number, tensor: Tensor, row: number, column: number) => void,
): void {
  for (const tensor of plan.tensors)
    for (let row = 0; row < tensor.rows; row++)
      for (let column = 0; column < tensor.columns; column++)
        visit(tensor.offset + row * tensor.stride + column, tensor, row, column);
}

/** Numbers in [-scale, scale), the same every time. */
export function numbers(count: number, seed: number, scale = 1): Float32Array {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31 - 1) * scale;
  });
}

/** A slab of such numbers, padding zero; gains around 1. */
export function randomSlab(plan: Plan, seed: number, scale = 0.5): Float32Array {
  const slab = new Float32Array(plan.length);
  const source = numbers(plan.length, seed, scale);
  eachWeight(plan, (index, { kind }) => {
    slab[index] = (source[index] as number) + (kind === 'gain' ? 1 : 0);
  });
  return slab;
}
