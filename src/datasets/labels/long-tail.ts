import { exp } from '#core/maths.ts';

/** No class can be asked to be in more than this share of the images: its weight would grow without end. */
const MOST = 0.9;

/**
 * Frequencies that the classes are to have in an image, by rank from the most frequent: falling exponentially, with ρ =
 * ln(most / least), MAT-Agent's measure. They sum to the labels that an image has on average. Throws a RangeError where
 * the first class would have to be in nearly every image.
 */
export function longTail(classes: number, rho: number, labelsPerImage: number): Float64Array {
  const shares = Float64Array.from({ length: classes }, (_, rank) =>
    exp((-rho * rank) / Math.max(1, classes - 1)),
  );
  const sum = shares.reduce((total, share) => total + share, 0);
  const frequencies = shares.map((share) => (share * labelsPerImage) / sum);
  const first = frequencies[0] ?? 0;
  if (first > MOST)
    throw new RangeError(
      `a long tail of ${rho} over ${classes} classes with ${labelsPerImage.toFixed(2)} labels an image puts the first class into ${Math.round(first * 100)} % of the images; ${MOST * 100} % is the most: take more classes, fewer labels or a smaller ρ`,
    );
  return frequencies;
}
