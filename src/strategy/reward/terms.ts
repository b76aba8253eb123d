import type { RewardKind, RewardTerm } from '#core/strategy/reward-settings.ts';

/** Names of the interval's terms, in words. */
export const TERM_WORDS: Readonly<
  Record<RewardTerm, { readonly label: string; readonly explanation: string }>
> = {
  improvement: { label: 'Improvement', explanation: 'What came of mAP.' },
  rare: { label: 'Rare classes', explanation: 'Gain of the rarest quarter of the classes.' },
  stability: { label: 'Stability', explanation: 'How little the loss varies between minibatches.' },
  convergence: { label: 'Convergence', explanation: 'How fast the validation loss falls.' },
  penalty: {
    label: 'Penalty',
    explanation: 'Choices that were switched, and losses that grew out of hand.',
  },
  curiosity: {
    label: 'Curiosity',
    explanation: 'How wrong the model was that foretells what comes of choices.',
  },
};

/** A gain of this much mAP is worth 1: a point of a hundred. */
const POINT = 0.01;

/** f of the paper's equation 3, which it leaves open: gains in points, at most two, those above one count half as much again. */
export function amplified(gain: number | null): number {
  if (gain === null) return 0;
  const points = gain / POINT;
  return Math.max(-2, Math.min(2, points)) * (points > 1 ? 1.5 : 1);
}

/** Course of mAP around an interval; null: unknown. */
export interface Course {
  /** Fast averages before and after. */
  readonly before: number | null;
  readonly after: number | null;
  readonly first: number | null;
  /** Bests before and after. */
  readonly bestBefore: number | null;
  readonly best: number | null;
  /** Mean average precision of the interval itself, not averaged. */
  readonly now: number | null;
  readonly isLast: boolean;
}

/** Returns the reward for the change of mAP, by kind; 0 where that is unknown. */
export function improvement(kind: RewardKind, course: Course, discount: number): number {
  const { before, after, first, bestBefore, best, now, isLast } = course;
  switch (kind) {
    case 'paper':
      return amplified(before === null || after === null ? null : after - before);
    case 'code':
      return 100 * (after ?? 0);
    case 'terminal':
      return isLast ? (now ?? 0) : 0;
    case 'potential':
      return discount * (after ?? 0) - (before ?? 0);
    case 'triangle': {
      if (first === null || first >= 1 || bestBefore === null || best === null) return 0;
      const was = (bestBefore - first) / (1 - first);
      const is = (best - first) / (1 - first);
      return 100 * (is + was) * (is - was);
    }
  }
}

/** 1 of a loss that does not vary, towards 0 of one that does; the paper's lies around 0. */
export function stability(kind: RewardKind, mean: number, deviation: number): number {
  if (kind === 'code') return 1 / (1 + deviation * deviation);
  const share = deviation / Math.max(mean, 1e-8);
  return 1 / (1 + 10 * share * share) - 0.5;
}

/** Fall of the validation loss as a share of it, five times, in [−1, 1]. */
export const convergence = (before: number | null, after: number | null): number =>
  before === null || after === null
    ? 0
    : Math.max(-1, Math.min(1, ((before - after) / Math.max(before, 1e-3)) * 5));
