import type { UpdateCoefficients } from './optimizer-coefficients.ts';

/** Weights of one layer, and whether they are of the kind that decays: biases and scales of norms do not. */
export interface LayerOfWeights {
  readonly from: number;
  readonly to: number;
  readonly decays: boolean;
}

type Numbers = Float32Array | Float64Array;

/** Weights, and their gradients' first and second moments; never begun anew, whichever optimizer takes over. */
export interface OptimizerState {
  readonly weights: Numbers;
  readonly mean: Numbers;
  readonly square: Numbers;
}

/**
 * One update in place, of every optimizer of the family without a branch; as slow and plain as can be, to compare
 * devices with. With θ the weights, m and v their gradients' moments:
 *
 *   g = ∇ + l2 θ
 *   v ← squareDecay v + squareGain g²
 *   d = √(squareScale v) + epsilon
 *   u₀ = sign(signMean m + signGradient g)
 *   m ← meanDecay m + meanGain g + meanScaledGain g / d
 *   u = u₀ + plainGradient g + plainMean m + (scaledGradient g + scaledMean m) / d
 *   θ ← θ − learningRate (decay θ + trust u)
 *
 * LARS's trust in a layer scales the update, where its paper scales the gradient: the moments stay those of the
 * gradient, which other optimizers understand, and both are the same as long as the trust is.
 */
export function updateWeights(
  { weights, mean, square }: OptimizerState,
  gradient: ArrayLike<number>,
  layers: readonly LayerOfWeights[],
  c: UpdateCoefficients,
): void {
  for (const layer of layers) {
    const decays = layer.decays ? 1 : 0;
    const trust = layer.decays ? trustOf(layer, weights, gradient, c) : 1;
    for (let at = layer.from; at < layer.to; at++) {
      const weight = weights[at] as number; // at < layer.to, no more than there are weights
      const before = mean[at] as number;
      const g = (gradient[at] as number) + decays * c.l2 * weight;
      const v = c.squareDecay * (square[at] as number) + c.squareGain * g * g;
      const divisor = Math.sqrt(c.squareScale * v) + c.epsilon;
      const m = c.meanDecay * before + c.meanGain * g + (c.meanScaledGain * g) / divisor;
      const update =
        Math.sign(c.signMean * before + c.signGradient * g) +
        c.plainGradient * g +
        c.plainMean * m +
        (c.scaledGradient * g + c.scaledMean * m) / divisor;
      mean[at] = m;
      square[at] = v;
      weights[at] = weight - c.learningRate * (decays * c.decay * weight + trust * update);
    }
  }
}

/** LARS: η |θ| / (|∇| + l2 |θ|) of a layer; 1 without it, and where either is 0. */
function trustOf(
  { from, to }: LayerOfWeights,
  weights: Numbers,
  gradient: ArrayLike<number>,
  { trust, l2 }: UpdateCoefficients,
): number {
  if (trust === 0) return 1;
  let weightSquares = 0;
  let gradientSquares = 0;
  for (let at = from; at < to; at++) {
    weightSquares += (weights[at] as number) * (weights[at] as number);
    gradientSquares += (gradient[at] as number) * (gradient[at] as number);
  }
  const [weightNorm, gradientNorm] = [Math.sqrt(weightSquares), Math.sqrt(gradientSquares)];
  if (weightNorm === 0 || gradientNorm === 0) return 1;
  return (trust * weightNorm) / (gradientNorm + l2 * weightNorm);
}
