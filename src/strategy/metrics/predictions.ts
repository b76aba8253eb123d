import { compareScores, type ScoredLabels } from './scored-labels.ts';

/** [N, C] 1 where a score reaches the threshold: 0 for logits, ½ for probabilities. NaN reaches none. */
export const predictAbove = ({ scores }: ScoredLabels, threshold: number): Uint8Array =>
  Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0));

/**
 * [N, C] 1 for each image's `count` highest scores; of equal ones the lower class comes first. With a threshold, as
 * ML-GCN's code has it, only those that reach it; without, as WARP and SRN have it, always that many.
 */
export function predictTop(
  { images, classes, scores }: ScoredLabels,
  count: number,
  threshold: number | null = null,
): Uint8Array {
  const predicted = new Uint8Array(images * classes);
  for (let image = 0; image < images; image++) {
    const row = scores.subarray(image * classes, (image + 1) * classes);
    const scoreOf = (at: number): number => row[at] as number; // at < C
    const order = Array.from(row.keys()).sort(
      (a, b) => compareScores(scoreOf(b), scoreOf(a)) || a - b,
    );
    for (const at of order.slice(0, count))
      if (threshold === null || scoreOf(at) >= threshold) predicted[image * classes + at] = 1;
  }
  return predicted;
}
