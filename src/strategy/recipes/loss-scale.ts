import { type LossCoefficients, multilabelLoss } from './loss-family.ts';

/**
 * κ by which a loss's gradient is as long as that of binary cross entropy on the same logits, those of the first
 * weights: without it a choice of the loss would be a choice of the learning rate, too. Throws a RangeError where a
 * gradient is 0.
 */
export function calibratedScale(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  loss: LossCoefficients,
  crossEntropy: LossCoefficients,
): number {
  const unscaled = lengthOf(multilabelLoss(logits, targets, { ...loss, scale: 1 }).gradient);
  const wanted = lengthOf(multilabelLoss(logits, targets, crossEntropy).gradient);
  if (unscaled === 0 || wanted === 0)
    throw new RangeError('losses cannot be brought to one scale where a gradient is 0');
  return wanted / unscaled;
}

const lengthOf = (gradient: Float64Array): number =>
  Math.sqrt(gradient.reduce((sum, each) => sum + each * each, 0));
