import { cholesky, solveLower, solveUpper } from '#core/cholesky.ts';
import { exp, log, pow } from '#core/maths.ts';

/** Place where something was tried. */
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
const NOISES = [0.02, 0.2];

/** Weight of the product of what numbers and choices say, beside their mean (CoCaBO; Ru et al. 2020). */
const PRODUCT = 0.5;

/** Posterior of y. */
export interface Gp {
  readonly settings: GpSettings;
  /** Natural logarithm of the likelihood of the examples, up to a constant. */
  readonly likelihood: number;
  at(place: Place): { readonly mean: number; readonly variance: number };
}

/** Distances between two places. */
interface Apart {
  /** ‖x − x'‖². */
  readonly squared: number;
  /** Share of the choices that are the same; 1 where there are none to make. */
  readonly same: number;
  readonly time: number;
}

function apartOf(a: Place, b: Place): Apart {
  let squared = 0;
  a.numbers.forEach((x, i) => {
    const off = x - (b.numbers[i] as number); // as many in both
    squared += off * off;
  });
  const among = a.choices.length;
  const same = a.choices.reduce((sum, each, i) => (each === b.choices[i] ? sum + 1 : sum), 0);
  return { squared, same: among === 0 ? 1 : same / among, time: Math.abs(a.time - b.time) };
}

/** Joins the kernels of numbers and of choices into one, in [0, 1]; without choices, that of numbers. */
const joined = (near: number, same: number, hasChoices: boolean): number =>
  hasChoices ? ((1 - PRODUCT) * (near + same)) / 2 + PRODUCT * near * same : near;

/** Weight of two places between which so many rounds lie. */
function fading(forgetting: number): (time: number) => number {
  const known: number[] = [];
  return (time) => {
    known[time] ??= pow(1 - forgetting, time / 2);
    return known[time];
  };
}

/** A Gaussian process over time (Bogunovic et al. 2016, “Time-varying Gaussian process bandit optimization”). */
export function timeVaryingGp(examples: readonly GpExample[], settings: GpSettings): Gp {
  const hasChoices = (examples[0]?.choices.length ?? 0) > 0;
  const faded = fading(settings.forgetting);
  const alike = ({ squared, same, time }: Apart) =>
    joined(exp(-squared / settings.length), same, hasChoices) * faded(time);
  const common = Float64Array.from(pairsOf(examples), alike);
  return fitted(examples, settings, common, alike);
}

/** The one under whose settings the examples are likeliest. */
export function likeliestGp(examples: readonly GpExample[]): Gp {
  const pairs = pairsOf(examples);
  const hasChoices = (examples[0]?.choices.length ?? 0) > 0;
  let best: Gp | null = null;
  for (const length of LENGTHS) {
    const still = pairs.map(({ squared, same }) =>
      joined(exp(-squared / length), same, hasChoices),
    );
    for (const forgetting of FORGETTINGS) {
      const faded = fading(forgetting);
      const alike = ({ squared, same, time }: Apart) =>
        joined(exp(-squared / length), same, hasChoices) * faded(time);
      const common = Float64Array.from(pairs, ({ time }, i) => (still[i] as number) * faded(time));
      for (const noise of NOISES) {
        const found = fitted(examples, { length, forgetting, noise }, common, alike);
        if (!best || found.likelihood > best.likelihood) best = found;
      }
    }
  }
  return best as Gp; // there are settings
}

/** Every pair of examples, [n × n]. */
const pairsOf = (examples: readonly GpExample[]): Apart[] =>
  examples.flatMap((a) => examples.map((b) => apartOf(a, b)));

/** The process of examples, [n × n] of which are alike by so much. */
function fitted(
  examples: readonly GpExample[],
  settings: GpSettings,
  common: Float64Array,
  alike: (apart: Apart) => number,
): Gp {
  const n = examples.length;
  const matrix = common.slice();
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1 + settings.noise;
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
      const near = examples.map((each) => alike(apartOf(each, place)));
      const mean = near.reduce((sum, each, i) => sum + each * (weights[i] as number), 0);
      const known = solveLower(lower, near).reduce((sum, each) => sum + each * each, 0);
      return { mean, variance: Math.max(0, 1 - known) };
    },
  };
}
