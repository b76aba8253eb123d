import type { Activation } from '#core/genome.ts';
import type { Plan, Tensor } from '#networks/plan.ts';

/** Computes a network in float64 and plain loops: slow, obvious, for comparison. One sample. */
export function referenceForward(
  plan: Plan,
  weights: ArrayLike<number>,
  input: readonly number[],
  headInput: readonly number[] = [],
): number[] {
  const at = ({ offset, stride }: Tensor, row: number, column: number) =>
    weights[offset + row * stride + column] as number;
  let x = [...input];
  for (const layer of plan.layers) {
    switch (layer.kind) {
      case 'dense': {
        const before = x;
        x = Array.from({ length: layer.weights.columns }, (_, j) =>
          before.reduce(
            (sum, value, i) => sum + value * at(layer.weights, i, j),
            at(layer.biases, 0, j),
          ),
        );
        break;
      }
      case 'layerNorm': {
        const { gain, shift } = layer;
        const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
        const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
        x = x.map((value, j) => {
          const normal = (value - mean) / Math.sqrt(variance + 1e-5);
          return (gain ? at(gain, 0, j) : 1) * normal + (shift ? at(shift, 0, j) : 0);
        });
        break;
      }
      case 'activation':
        x = x.map((value) => REFERENCE_ACTIVATIONS[layer.activation](value));
        break;
      case 'concat':
        x = [...x, ...headInput];
        break;
      case 'constants': {
        const { constants } = layer;
        x = [...x, ...Array.from({ length: constants.columns }, (_, j) => at(constants, 0, j))];
        break;
      }
      case 'convolution':
      case 'groupNorm':
      case 'maxPool':
      case 'globalPool':
        throw new Error('genomes have no layers over images');
      default:
        layer satisfies never;
    }
  }
  return x;
}

/** Activations as PyTorch has them: ELU with α 1, leaky ReLU with slope 0.01, GELU exact. */
const REFERENCE_ACTIVATIONS: Readonly<Record<Activation, (x: number) => number>> = {
  relu: (x) => Math.max(x, 0),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  softsign: (x) => x / (1 + Math.abs(x)),
  identity: (x) => x,
};

/** Error function: Maclaurin series near 0, continued fraction of its complement beyond 3 (about 1e-13). */
function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  if (z < 3) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 80; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = z;
  for (let n = 60; n > 0; n--) fraction = z + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-z * z) / (Math.sqrt(Math.PI) * fraction));
}
