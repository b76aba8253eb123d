/** Prediction of a classifier for one class of an image. */
export interface Prediction {
  readonly index: number;
  readonly name: string;
  /** Probability in [0, 1]. */
  readonly probability: number;
  readonly isLabel: boolean;
  readonly verdict: Verdict;
}

/** 'right': seen and there; 'missed': there and not seen; 'wrong': seen and not there; 'none': neither. */
export type Verdict = 'right' | 'missed' | 'wrong' | 'none';

/** Probability from which on a class counts as seen. */
export const SEEN = 0.5;

const verdictOf = (isLabel: boolean, probability: number): Verdict => {
  if (isLabel) return probability >= SEEN ? 'right' : 'missed';
  return probability >= SEEN ? 'wrong' : 'none';
};

/**
 * The classes of an image that are worth telling, the surest first: those that it shows, and of the others the surest, so
 * many in all. Where it shows more, its surest ones.
 */
export function tellingPredictions(
  classes: readonly string[],
  labels: readonly number[],
  probabilities: Float32Array,
  most: number,
): readonly Prediction[] {
  const all = classes.map((name, index): Prediction => {
    const probability = probabilities[index] ?? 0;
    const isLabel = labels.includes(index);
    return { index, name, probability, isLabel, verdict: verdictOf(isLabel, probability) };
  });
  const surest = (a: Prediction, b: Prediction) => b.probability - a.probability;
  const shown = all.filter(({ isLabel }) => isLabel).sort(surest);
  const others = all.filter(({ isLabel }) => !isLabel).sort(surest);
  return [...shown, ...others].slice(0, most).sort(surest);
}
