import type { Activation } from '#core/genome.ts';

/** A network without branches, as a LayersModel holds it: dense layers, each with what follows it, behind filters where it has them. */
export interface Chain {
  /** Numbers of one observation. */
  readonly inputs: number;
  /** Filters that run over the observation before all layers; null: none. */
  readonly filters: ChainFilters | null;
  /** Layers in the order of computation; at least one. */
  readonly layers: readonly ChainLayer[];
  /** True when a softmax follows the last layer, which makes probabilities of its outputs. */
  readonly softmax: boolean;
}

/** Filters of `size` × `size`, moved by one pixel at a time and never over an edge, whose outputs are taken pixel by pixel. */
export interface ChainFilters {
  /** Name in the model. */
  readonly name: string;
  readonly image: Image;
  readonly size: number;
  /** Number of filters. */
  readonly outputs: number;
  /** [size × size × channels × outputs], row-major. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly activation: Activation;
}

/** Lengths of an image, whose numbers are row after row, the channels of a pixel side by side. */
export type Image = readonly [height: number, width: number, channels: number];

/** y = activation(norm(x W + b)). */
export interface ChainLayer {
  /** Name in the model. */
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs × outputs], row-major. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly norm: ChainNorm | null;
  readonly activation: Activation;
}

/** LayerNorm over the outputs; gain and shift are null where the model has none. */
export interface ChainNorm {
  readonly gain: Float32Array | null;
  readonly shift: Float32Array | null;
}

/** The chain in a line, as '4 → 64 relu → 64 relu → 2' or '6 × 7 × 2 → 48 filters of 4 × 4 relu → 7'. */
export const chainInWords = ({ inputs, filters, layers, softmax }: Chain): string =>
  [
    ...(filters ? [filters.image.join(' × '), filtersInWords(filters)] : [String(inputs)]),
    ...layers.map(({ outputs, norm, activation }, i) =>
      [
        outputs,
        norm && 'LayerNorm',
        activation !== 'identity' && activation,
        softmax && i === layers.length - 1 && 'softmax',
      ]
        .filter(Boolean)
        .join(' '),
    ),
  ].join(' → ');

const filtersInWords = ({ outputs, size, activation }: ChainFilters): string =>
  [`${outputs} filters of ${size} × ${size}`, activation !== 'identity' && activation]
    .filter(Boolean)
    .join(' ');
