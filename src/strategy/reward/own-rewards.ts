import type { Reward } from '#core/strategy/reward-settings.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { RowMemory } from '../state/memory.ts';
import type { Outcome } from './reward.ts';
import { convergence, stability } from './terms.ts';

/**
 * Rewards of the seats where rewards are not shared: the augmentation for a gap between training and validation that
 * closes, the optimizer for a validation loss that falls, the schedule for a steady loss, the loss for rare classes.
 * Where numbers are no longer finite all have the shared reward.
 */
export function ownRewards(
  { figures, before, after }: Outcome,
  { total, values }: Reward,
): Record<Seat, number> {
  if (figures.diverged)
    return { augmentation: total, optimizer: total, schedule: total, loss: total };
  const { reference, referenceDeviation } = figures.training;
  return {
    augmentation: closing(before, after),
    optimizer: convergence(before.lastLoss, after.lastLoss),
    schedule: stability('paper', reference, referenceDeviation),
    loss: values.rare,
  };
}

/** Amount by which the validation loss came nearer to the training loss, as a share of it, five times, in [−1, 1]. */
function closing(before: RowMemory, after: RowMemory): number {
  const [was, is] = [gapOf(before), gapOf(after)];
  if (was === null || is === null) return 0;
  return Math.max(-1, Math.min(1, ((was - is) / Math.max(before.lastLoss ?? 0, 1e-3)) * 5));
}

function gapOf({ lastLoss, signals }: RowMemory): number | null {
  const { fast } = signals.training;
  return lastLoss === null || fast === null ? null : lastLoss - fast;
}
