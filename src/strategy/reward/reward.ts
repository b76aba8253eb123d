import type { RowInterval } from '#core/strategy/figures.ts';
import {
  REWARD_TERMS,
  type Reward,
  type RewardSettings,
  type RewardTerm,
} from '#core/strategy/reward-settings.ts';
import { SEATS } from '#core/strategy/seats.ts';
import { known, type RowMemory, switchedSeats } from '../state/memory.ts';
import { amplified, convergence, improvement, stability } from './terms.ts';

/** Figures that a reward is computed from. */
export interface Outcome {
  readonly figures: RowInterval;
  readonly before: RowMemory;
  readonly after: RowMemory;
  /** True when the run ends with it. */
  readonly isLast: boolean;
  /** Error of the forward model, in [0, 1]; 0 without one. */
  readonly surprise: number;
}

/** Reward of a row whose numbers are no longer finite. */
const DIVERGED = -2;
/** A validation loss of so many times the first is out of hand, and penalised by this much. */
const OUT_OF_HAND = 3;
const OUT_OF_HAND_PENALTY = 2;

/**
 * The reward of an interval (MAT-Agent's equation 3, whose terms the paper leaves open), shared by all seats. Its
 * penalty of expensive configurations is left out: every choice costs as many updates.
 */
export function rewardOf(outcome: Outcome, settings: RewardSettings): Reward {
  const { figures, before, after, isLast, surprise } = outcome;
  if (figures.diverged) return divergedReward();
  const { kind, discount, weights } = settings;
  const { training, validation } = figures;
  const course = {
    before: before.signals.mAP.fast,
    after: after.signals.mAP.fast,
    first: before.first,
    bestBefore: before.best,
    best: after.best,
    now: known(validation.mAP),
    isLast,
  };
  const [tailBefore, tailAfter] = [before.signals.tail.fast, after.signals.tail.fast];
  const isOutOfHand = after.firstLoss !== null && validation.loss > OUT_OF_HAND * after.firstLoss;
  const values: Record<RewardTerm, number> = {
    improvement: improvement(kind, course, discount),
    rare: amplified(tailBefore === null || tailAfter === null ? null : tailAfter - tailBefore),
    stability: stability(kind, training.reference, training.referenceDeviation),
    convergence: convergence(before.lastLoss, known(validation.loss)),
    penalty:
      switchedSeats(before, after).length / SEATS.length / 2 +
      (isOutOfHand ? OUT_OF_HAND_PENALTY : 0),
    curiosity: surprise,
  };
  const parts = mapTerms((term) => (term === 'penalty' ? -1 : 1) * weights[term] * values[term]);
  return { total: REWARD_TERMS.reduce((sum, term) => sum + parts[term], 0), values, parts };
}

function divergedReward(): Reward {
  const values = mapTerms((term) => (term === 'penalty' ? -DIVERGED : 0));
  return {
    total: DIVERGED,
    values,
    parts: mapTerms((term) => (term === 'penalty' ? DIVERGED : 0)),
  };
}

const mapTerms = (value: (term: RewardTerm) => number): Record<RewardTerm, number> =>
  Object.fromEntries(REWARD_TERMS.map((term) => [term, value(term)])) as Record<RewardTerm, number>;
