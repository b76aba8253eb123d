import type { Activation, NetworkGenome } from '#core/genome.ts';
import { lengthsOf, type Shape, sizeOf, vector } from '#core/shape.ts';
import { buildOf } from './modules/index.ts';
import type { LayerWriter } from './modules/module-build.ts';
import { BEFORE, rowsIn, type Segment } from './segments.ts';

/** Floats to which a row of weights is padded, so that kernels read whole vectors. Padding is always zero. */
export const LANES = 4;

/** A run of floats in a network's slab. */
export interface Tensor {
  /** Name, such as 'encoder.hidden[0].weights'; the same name in two plans means the same thing. */
  readonly name: string;
  readonly kind: 'weights' | 'biases' | 'gain' | 'shift' | 'constants';
  /** Weights are [inputs][stride], row-major; the others have one row. */
  readonly rows: number;
  /** Inputs that the rows belong to, in order. */
  readonly segments: readonly Segment[];
  readonly columns: number;
  /** Floats from one row to the next: `columns` rounded up to LANES. */
  readonly stride: number;
  /** First float in the slab, a multiple of LANES. */
  readonly offset: number;
}

/** One layer, in the order of computation, with the shapes of what goes in and what comes out, per sample. */
export type Layer = { readonly input: Shape; readonly output: Shape } & (
  | {
      /** y = x W + b, an image being its numbers side by side. */
      readonly kind: 'dense';
      readonly weights: Tensor;
      readonly biases: Tensor;
      /** Factor on fresh weights: 1, or 0.1 for an output layer that starts small. */
      readonly initialScale: number;
    }
  | {
      /** y = gain · (x − mean) / √(variance + 1e-5) + shift, over the features of one sample (Ba et al. 2016). */
      readonly kind: 'layerNorm';
      /** Both null: no gain and no shift. */
      readonly gain: Tensor | null;
      readonly shift: Tensor | null;
    }
  | {
      /**
       * Cross-correlation of an image with kernels of `size` × `size`, moved by `step`, `padding` zeros on each side:
       * rows of the weights are [row of the kernel][column][channel of the input]. No biases where a norm follows.
       */
      readonly kind: 'convolution';
      readonly size: number;
      readonly step: number;
      readonly padding: number;
      readonly weights: Tensor;
      readonly biases: Tensor | null;
      readonly initialScale: number;
    }
  | {
      /** Like `layerNorm`, over all pixels and a group's channels (Wu and He 2018); gain and shift per channel. */
      readonly kind: 'groupNorm';
      readonly groups: number;
      readonly gain: Tensor;
      readonly shift: Tensor;
    }
  /** The greatest of each square of `size` × `size` pixels, by channel; pixels left over at the edges are dropped. */
  | { readonly kind: 'maxPool'; readonly size: number }
  /** Pooling over all pixels: of each channel the mean; then of each the greatest. */
  | { readonly kind: 'globalPool' }
  | { readonly kind: 'activation'; readonly activation: Activation }
  /** Joins the network's second input behind the running value. */
  | { readonly kind: 'concat' }
  | {
      /** Puts learned numbers, the same for every sample, behind the running value. */
      readonly kind: 'constants';
      readonly constants: Tensor;
      /** Value of each at first. */
      readonly initial: number;
    }
);

/** A network's layers and where each parameter lies in its slab. */
export interface Plan {
  readonly inputs: Shape;
  /** Width of the second input, which joins at the head; 0 if there is none. */
  readonly headInputs: number;
  readonly outputs: number;
  /** Width of the latent vector, between encoder and head. */
  readonly latent: number;
  readonly layers: readonly Layer[];
  /** Number of the first layers that are the encoder; 0: the plan is a head alone, and its input the latent. */
  readonly encoderLayers: number;
  readonly tensors: readonly Tensor[];
  /** Floats in the slab, a multiple of 16. */
  readonly length: number;
  /** Trainable numbers, padding left out. */
  readonly parameters: number;
}

/** Inputs and outputs of a network; its genome decides what lies between. */
export interface NetworkShape {
  readonly inputs: Shape;
  /** Width of the second input, which joins the latent vector; 0 if there is none. */
  readonly headInputs: number;
  readonly outputs: number;
  /** The network has no encoder of its own, but reads the latent vector of another of the same width. */
  readonly headOnly?: boolean;
  /** Number of the outputs, the last ones, that are learned log deviations and not computed; none without. */
  readonly logDeviations?: { readonly count: number; readonly initial: number };
}

/** Floats to which a slab is padded: 64 bytes, a cache line. */
const SLAB = 16;

/** The input that joins the latent vector, as a source of rows. */
const SECOND_INPUT = 'second input';
/** Segments of a tensor that has no inputs. */
const ONE_ROW: readonly Segment[] = [{ from: BEFORE, lengths: [1] }];

/** Lays out a network: encoder if it has its own, then the second input if there is one, then head, then log deviations if there are. */
export function planNetwork(genome: NetworkGenome, shape: NetworkShape): Plan {
  const { encoder, latent, head } = genome;
  const { headInputs, outputs, headOnly = false, logDeviations } = shape;
  const inputs = headOnly ? vector(latent) : shape.inputs;
  const layers: Layer[] = [];
  const slab = openSlab();
  const { tensor } = slab;
  let running = inputs;
  /** Sources of the running value's numbers, where they are not those of the layer before alone. */
  let joined: readonly Segment[] | null = null;

  // Layers are written out, not spread into: engines make and read those much faster, and children are planned often.
  const add = (layer: Layer): void => {
    layers.push(layer);
    running = layer.output;
    joined = null;
  };
  const writer: LayerWriter = {
    dense(name, units, initialScale) {
      const from = joined ?? [{ from: BEFORE, lengths: lengthsOf(running) }];
      const weights = tensor(name, 'weights', units, from);
      const biases = tensor(name, 'biases', units);
      const output = vector(units);
      add({ kind: 'dense', input: running, output, weights, biases, initialScale });
    },
    convolution(name, channels, size) {
      if (running.kind !== 'image' || running.height < size || running.width < size)
        throw new RangeError(
          `'${name}' needs an image of at least ${size} × ${size} pixels, not ${lengthsOf(running).join(' × ')} numbers`,
        );
      const { height, width } = running;
      const from = [{ from: BEFORE, lengths: [size, size, running.channels] }];
      add({
        kind: 'convolution',
        input: running,
        output: { kind: 'image', height: height - size + 1, width: width - size + 1, channels },
        size,
        step: 1,
        padding: 0,
        weights: tensor(name, 'weights', channels, from),
        biases: tensor(name, 'biases', channels),
        initialScale: 1,
      });
    },
    layerNorm(name) {
      const size = sizeOf(running);
      const gain = name === null ? null : tensor(name, 'gain', size);
      const shift = name === null ? null : tensor(name, 'shift', size);
      add({ kind: 'layerNorm', input: running, output: running, gain, shift });
    },
    activation(activation) {
      if (activation !== 'identity')
        add({ kind: 'activation', input: running, output: running, activation });
    },
  };

  if (!headOnly) buildOf(encoder).lay(encoder, 'encoder', latent, writer);
  const encoderLayers = layers.length;
  if (headInputs > 0) {
    add({ kind: 'concat', input: running, output: vector(latent + headInputs) });
    joined = [
      { from: BEFORE, lengths: [latent] },
      { from: SECOND_INPUT, lengths: [headInputs] },
    ];
  }
  buildOf(head).lay(head, 'head', outputs - (logDeviations?.count ?? 0), writer);
  if (logDeviations) {
    const { count, initial } = logDeviations;
    const constants = tensor('head.logDeviation', 'constants', count);
    add({ kind: 'constants', input: running, output: vector(outputs), constants, initial });
  }

  return {
    inputs,
    headInputs,
    outputs,
    latent,
    layers,
    encoderLayers,
    ...slab.laid(),
  };
}

/** A slab that is being laid out: tensors lie one after the other, in the order in which they are asked for. */
export function openSlab() {
  const tensors: Tensor[] = [];
  let offset = 0;
  return {
    /** Takes room for a tensor 'name.kind' of so many columns; one row, if not said otherwise. */
    tensor(
      name: string,
      kind: Tensor['kind'],
      columns: number,
      segments: readonly Segment[] = ONE_ROW,
    ): Tensor {
      const rows = rowsIn(segments);
      const stride = roundUp(columns, LANES);
      const placed = { name: `${name}.${kind}`, kind, rows, segments, columns, stride, offset };
      tensors.push(placed);
      offset += rows * stride;
      return placed;
    },
    /** Returns the slab's part of the plan. */
    laid: (): Pick<Plan, 'tensors' | 'length' | 'parameters'> => ({
      tensors,
      length: roundUp(offset, SLAB),
      parameters: tensors.reduce((sum, { rows, columns }) => sum + rows * columns, 0),
    }),
  };
}

function roundUp(size: number, multiple: number): number {
  return Math.ceil(size / multiple) * multiple;
}
