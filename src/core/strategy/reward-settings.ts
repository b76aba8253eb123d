/** Terms of a reward. */
export const REWARD_TERMS = [
  'improvement',
  'rare',
  'stability',
  'convergence',
  'penalty',
  'curiosity',
] as const;
export type RewardTerm = (typeof REWARD_TERMS)[number];

export const REWARD_KINDS = ['paper', 'code', 'triangle', 'terminal', 'potential'] as const;
export type RewardKind = (typeof REWARD_KINDS)[number];

export interface RewardSettings {
  /** Measure of improvement and stability. */
  readonly kind: RewardKind;
  /** The penalty's counts against the reward. */
  readonly weights: Readonly<Record<RewardTerm, number>>;
  /** Discount of the potential that is reached; of other kinds it is of no account. */
  readonly discount: number;
}

/**
 * A reward as it is right beside a controller's discount: a potential whose own differs from it would change what is best
 * (Ng et al. 1999). Controllers without one sum rewards up, or look at each alone: theirs is 1.
 */
export const rewardBeside = (
  reward: RewardSettings,
  { discount = 1 }: { readonly discount?: number },
): RewardSettings => (reward.kind === 'potential' ? { ...reward, discount } : reward);

/** A reward, and what each of its terms is worth. */
export interface Reward {
  readonly total: number;
  /** Before it is weighed. */
  readonly values: Readonly<Record<RewardTerm, number>>;
  /** Contribution of each term to the total, with its sign. */
  readonly parts: Readonly<Record<RewardTerm, number>>;
}
