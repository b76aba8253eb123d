import type { Activation } from '#core/genome.ts';

/** A network without branches, as a LayersModel holds it: dense layers, each with what follows it. */
export interface Chain {
  /** Numbers of one observation. */
  readonly inputs: number;
  /** Layers in the order of computation; at least one. */
  readonly layers: readonly ChainLayer[];
  /** True when a softmax follows the last layer, which makes probabilities of its outputs. */
  readonly softmax: boolean;
}

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

/** The chain in a line, as '4 → 64 relu → 64 relu → 2'. */
export const chainInWords = ({ inputs, layers, softmax }: Chain): string =>
  [
    String(inputs),
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
