import { cholesky, solveLower, solveUpper } from '#core/cholesky.ts';
import type { Draws } from '#core/random.ts';

/** Sums over the examples of a linear regression; plain data. */
export interface Examples {
  readonly count: number;
  /** Σ φ φᵀ, [n × n]. */
  readonly products: readonly number[];
  /** Σ φ and Σ φ y, [n]. */
  readonly features: readonly number[];
  readonly weighed: readonly number[];
  /** Σ y and Σ y². */
  readonly sum: number;
  readonly squares: number;
}

export const noExamples = (n: number): Examples => ({
  count: 0,
  products: new Array<number>(n * n).fill(0),
  features: new Array<number>(n).fill(0),
  weighed: new Array<number>(n).fill(0),
  sum: 0,
  squares: 0,
});

export function withExample(seen: Examples, features: readonly number[], y: number): Examples {
  const n = features.length;
  const products = seen.products.slice();
  features.forEach((a, i) => {
    if (a === 0) return;
    features.forEach((b, j) => {
      products[i * n + j] = (products[i * n + j] as number) + a * b; // [n × n]
    });
  });
  return {
    count: seen.count + 1,
    products,
    features: seen.features.map((sum, i) => sum + (features[i] as number)),
    weighed: seen.weighed.map((sum, i) => sum + (features[i] as number) * y),
    sum: seen.sum + y,
    squares: seen.squares + y * y,
  };
}

const square = (x: number): number => x * x;

/** Posterior of the weights. */
export interface Posterior {
  /** Deviation of y, the unit of the weights. */
  readonly unit: number;
  readonly mean: Float64Array;
  /** Standard deviation of each weight. */
  readonly deviations: Float64Array;
  /** Weights drawn from what is known of them; takes two words each. */
  readonly draw: (reader: Draws) => Float64Array;
}

/**
 * Bayesian linear regression (Bishop 2006, section 3.3) of y, brought to mean 0 and deviation 1, on features: weights
 * have the prior N(0, priors²), what they leave unexplained N(0, noise²).
 */
export function posterior(seen: Examples, priors: readonly number[], noise: number): Posterior {
  const n = priors.length;
  const { count, sum, squares } = seen;
  const middle = count === 0 ? 0 : sum / count;
  const spread = count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - middle * middle));
  const unit = spread > 0 ? spread : 1;
  const precision = Float64Array.from(
    seen.products,
    (product, at) =>
      product / (noise * noise) +
      (Math.floor(at / n) === at % n ? 1 / square(priors[at % n] as number) : 0),
  );
  const lower = cholesky(precision, n);
  const pull = Float64Array.from(
    seen.weighed,
    (each, at) => (each - middle * (seen.features[at] as number)) / unit / (noise * noise),
  );
  const mean = solveUpper(lower, solveLower(lower, pull));
  const deviations = Float64Array.from(mean, (_, at) => {
    const one = new Float64Array(n);
    one[at] = 1;
    return Math.sqrt(solveLower(lower, one).reduce((total, each) => total + each * each, 0));
  });
  return {
    unit,
    mean,
    deviations,
    draw(reader) {
      const normals = Float64Array.from({ length: n }, () => reader.normal());
      return solveUpper(lower, normals).map((each, at) => each + (mean[at] as number));
    },
  };
}
