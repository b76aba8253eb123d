import { log, pow } from '#core/maths.ts';

/** Frequencies of the classes in the training set. */
export interface ClassFrequencies {
  readonly images: number; // N
  /** [C] Images with each class. */
  readonly counts: ArrayLike<number>;
}

/** A class that no image has counts as in one: its weight is great, not infinite. */
const countOf = ({ counts }: ClassFrequencies, at: number): number =>
  Math.max(1, counts[at] as number); // at < C

const perClass = (frequencies: ClassFrequencies, of: (count: number) => number): Float64Array =>
  Float64Array.from({ length: frequencies.counts.length }, (_, at) => of(countOf(frequencies, at)));

/** [C] (1 − β) / (1 − β^n), scaled to a sum of C: the inverse effective number of images (Cui et al. 2019). */
export function effectiveNumberWeights(frequencies: ClassFrequencies, beta: number): Float64Array {
  const weights = perClass(frequencies, (count) => (1 - beta) / (1 - pow(beta, count)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight * weights.length) / sum);
}

/** [C] 1 / n, from which distribution-balanced loss makes its weights (Wu et al. 2020). */
export const inverseCounts = (frequencies: ClassFrequencies): Float64Array =>
  perClass(frequencies, (count) => 1 / count);

/** [C] −s ln(N / n − 1) / λ, which distribution-balanced loss adds to the logits (Wu et al. 2020). */
export const rarityBias = (
  frequencies: ClassFrequencies,
  strength: number,
  negativeScale: number,
): Float64Array =>
  perClass(frequencies, (count) => {
    // in every image, or in none but one: at the edge of what has a logarithm
    const odds = Math.max(frequencies.images / count - 1, 1 / frequencies.images);
    return (-strength * log(odds)) / negativeScale;
  });
