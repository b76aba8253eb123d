import type { Activation, NetworkGenome } from '#core/genome.ts';
import { kindOf } from './modules/index.ts';
import type { LayerWriter } from './modules/module-kind.ts';

/** Floats to which a row of weights is padded, so that kernels read whole vectors. Padding is always zero. */
export const LANES = 4;

/** A run of floats in a network's slab. */
export interface Tensor {
  /** As 'encoder.hidden[0].weights'; the same name in two plans means the same thing. */
  readonly name: string;
  readonly kind: 'weights' | 'biases' | 'gain' | 'shift' | 'constants';
  /** Weights are [inputs][stride], row-major; the others have one row. */
  readonly rows: number;
  readonly columns: number;
  /** Floats from one row to the next: `columns` rounded up to LANES. */
  readonly stride: number;
  /** First float in the slab, a multiple of LANES. */
  readonly offset: number;
}

/** One layer, in the order of computation. */
export type Layer =
  | {
      /** y = x W + b. */
      readonly kind: 'dense';
      readonly inputs: number;
      readonly outputs: number;
      readonly weights: Tensor;
      readonly biases: Tensor;
      /** Factor on fresh weights: 1, or 0.1 for an output layer that starts small. */
      readonly initialScale: number;
    }
  | {
      /** y = gain · (x − mean) / √(variance + 1e-5) + shift, over the features of one sample (Ba et al. 2016). */
      readonly kind: 'layerNorm';
      readonly size: number;
      /** Both null: no gain and no shift. */
      readonly gain: Tensor | null;
      readonly shift: Tensor | null;
    }
  | { readonly kind: 'activation'; readonly size: number; readonly activation: Activation }
  | {
      /** Joins the network's second input behind the running value. */
      readonly kind: 'concat';
      readonly size: number;
      readonly joined: number;
    }
  | {
      /** Puts learned numbers, the same for every sample, behind the running value. */
      readonly kind: 'constants';
      readonly size: number;
      readonly constants: Tensor;
      /** What each is at first. */
      readonly initial: number;
    };

/** A network's layers and where each parameter lies in its slab. */
export interface Plan {
  readonly inputs: number;
  /** Width of the second input, which joins at the head; 0 if there is none. */
  readonly headInputs: number;
  readonly outputs: number;
  /** Width of the latent vector, between encoder and head. */
  readonly latent: number;
  readonly layers: readonly Layer[];
  /** How many of the layers, the first ones, are the encoder; 0: the plan is a head alone, and its input the latent. */
  readonly encoderLayers: number;
  readonly tensors: readonly Tensor[];
  /** Floats in the slab, a multiple of 16. */
  readonly length: number;
  /** Trainable numbers, padding left out. */
  readonly parameters: number;
}

/** How many numbers enter and leave a network; its genome decides what lies between. */
export interface NetworkShape {
  readonly inputs: number;
  /** Width of the second input, which joins the latent vector; 0 if there is none. */
  readonly headInputs: number;
  readonly outputs: number;
  /** The network has no encoder of its own, but reads the latent vector of another of the same width. */
  readonly headOnly?: boolean;
  /** How many of the outputs, the last ones, are learned log deviations and not computed; none without. */
  readonly logDeviations?: { readonly count: number; readonly initial: number };
}

/** Floats to which a slab is padded: 64 bytes, a cache line. */
const SLAB = 16;

/** Lays out a network: encoder if it has its own, then the second input if there is one, then head, then log deviations if there are. */
export function planNetwork(genome: NetworkGenome, shape: NetworkShape): Plan {
  const layers: Layer[] = [];
  const tensors: Tensor[] = [];
  let offset = 0;
  const tensor = (name: string, kind: Tensor['kind'], rows: number, columns: number): Tensor => {
    const stride = roundUp(columns, LANES);
    const placed: Tensor = { name: `${name}.${kind}`, kind, rows, columns, stride, offset };
    tensors.push(placed);
    offset += rows * stride;
    return placed;
  };
  const writer: LayerWriter = {
    dense(name, inputs, outputs, initialScale) {
      const weights = tensor(name, 'weights', inputs, outputs);
      const biases = tensor(name, 'biases', 1, outputs);
      layers.push({ kind: 'dense', inputs, outputs, weights, biases, initialScale });
    },
    layerNorm(name, size) {
      const gain = name === null ? null : tensor(name, 'gain', 1, size);
      const shift = name === null ? null : tensor(name, 'shift', 1, size);
      layers.push({ kind: 'layerNorm', size, gain, shift });
    },
    activation(size, activation) {
      if (activation !== 'identity') layers.push({ kind: 'activation', size, activation });
    },
  };

  const { encoder, latent, head } = genome;
  const { headInputs, outputs, headOnly = false, logDeviations } = shape;
  const inputs = headOnly ? latent : shape.inputs;
  const computed = outputs - (logDeviations?.count ?? 0);
  if (!headOnly) kindOf(encoder).lay(encoder, 'encoder', inputs, latent, writer);
  const encoderLayers = layers.length;
  if (headInputs > 0) layers.push({ kind: 'concat', size: latent, joined: headInputs });
  kindOf(head).lay(head, 'head', latent + headInputs, computed, writer);
  if (logDeviations) {
    const { count, initial } = logDeviations;
    const constants = tensor('head.logDeviation', 'constants', 1, count);
    layers.push({ kind: 'constants', size: computed, constants, initial });
  }

  const parameters = tensors.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const length = roundUp(offset, SLAB);
  return {
    inputs,
    headInputs,
    outputs,
    latent,
    layers,
    encoderLayers,
    tensors,
    length,
    parameters,
  };
}

function roundUp(size: number, multiple: number): number {
  return Math.ceil(size / multiple) * multiple;
}
