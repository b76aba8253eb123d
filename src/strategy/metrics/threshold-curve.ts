import { exp } from '#core/maths.ts';
import type { ThresholdCurve } from '#core/strategy/figures.ts';
import { pointsOf } from './average-precision.ts';

/**
 * Precision and recall of one class over n images by where the line is drawn, equal scores taken together. Scores are
 * logits. Null where no image has the class, or a score is no number.
 */
export function thresholdCurve(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
): ThresholdCurve | null {
  const points = pointsOf(scores, targets);
  const positives = points.at(-1)?.found ?? 0;
  if (positives === 0 || points.some(({ score }) => Number.isNaN(score))) return null;
  return {
    thresholds: Float32Array.from(points, ({ score }) => 1 / (1 + exp(-score))),
    precision: Float32Array.from(points, ({ found, taken }) => found / taken),
    recall: Float32Array.from(points, ({ found }) => found / positives),
  };
}
