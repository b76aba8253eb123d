import { cholesky, solveLower, solveUpper } from '#core/cholesky.ts';
import { exp, log, pow } from '#core/maths.ts';

/** Where something was tried. */
export interface Place {
  /** Round. */
  readonly time: number;
  /** Numbers in [0, 1], and choices by number. */
  readonly numbers: readonly number[];
  readonly choices: readonly number[];
}

export interface GpExample extends Place {
  /** About 0, of deviation 1. */
  readonly y: number;
}

export interface GpSettings {
  /** ℓ of exp(−‖x − x'‖² / ℓ). */
  readonly length: number;
  /** ε of (1 − ε)^(|t − t'| / 2): how fast what was seen is forgotten. */
  readonly forgetting: number;
  /** Variance of noise. */
  readonly noise: number;
}

/** Among which the likeliest settings are looked for. */
const LENGTHS = [0.05, 0.2, 0.5, 1];
const FORGETTINGS = [0, 0.05, 0.2, 0.5];
const NOISES = [0.01, 0.1, 0.5];

/** Weight of the product of what numbers and choices say, beside their mean (CoCaBO; Ru et al. 2020). */
const PRODUCT = 0.5;

/** What is known of y. */
export interface Gp {
  readonly settings: GpSettings;
  /** Natural logarithm of the likelihood of the examples, up to a constant. */
  readonly likelihood: number;
  at(place: Place): { readonly mean: number; readonly variance: number };
}

/** How much two places have in common, in [0, 1]: numbers and choices, as long as it is remembered. */
function alike(a: Place, b: Place, { length, forgetting }: GpSettings): number {
  let apart = 0;
  a.numbers.forEach((x, i) => {
    const off = x - (b.numbers[i] as number); // as many in both
    apart += off * off;
  });
  const near = exp(-apart / length);
  const remembered = pow(1 - forgetting, Math.abs(a.time - b.time) / 2);
  if (a.choices.length === 0) return near * remembered;
  const same = a.choices.filter((each, i) => each === b.choices[i]).length / a.choices.length;
  return ((1 - PRODUCT) * ((near + same) / 2) + PRODUCT * near * same) * remembered;
}

/** A Gaussian process over time (Bogunovic et al. 2016, “Time-varying Gaussian process bandit optimization”). */
export function timeVaryingGp(examples: readonly GpExample[], settings: GpSettings): Gp {
  const n = examples.length;
  const matrix = new Float64Array(n * n);
  examples.forEach((a, i) => {
    examples.forEach((b, j) => {
      matrix[i * n + j] = alike(a, b, settings) + (i === j ? settings.noise : 0);
    });
  });
  const lower = cholesky(matrix, n);
  const half = solveLower(
    lower,
    examples.map(({ y }) => y),
  );
  const weights = solveUpper(lower, half);
  let likelihood = 0;
  half.forEach((each, i) => {
    likelihood -= (each * each) / 2 + log(lower[i * n + i] as number); // n of each
  });
  return {
    settings,
    likelihood,
    at(place) {
      const common = examples.map((each) => alike(each, place, settings));
      const mean = common.reduce((sum, each, i) => sum + each * (weights[i] as number), 0);
      const known = solveLower(lower, common).reduce((sum, each) => sum + each * each, 0);
      return { mean, variance: Math.max(0, 1 - known) };
    },
  };
}

/** The one under whose settings the examples are likeliest. */
export function likeliestGp(examples: readonly GpExample[]): Gp {
  const all = LENGTHS.flatMap((length) =>
    FORGETTINGS.flatMap((forgetting) =>
      NOISES.map((noise) => timeVaryingGp(examples, { length, forgetting, noise })),
    ),
  );
  return all.reduce((best, each) => (each.likelihood > best.likelihood ? each : best));
}
