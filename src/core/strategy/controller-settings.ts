import type { NetworkGenome } from '../genome.ts';
import type { Choices, Lane, Seat } from './seats.ts';

/** Settings of a controller: how it decides, and how it learns to. */
export type ControllerSettings =
  | { readonly kind: 'static'; readonly choices: Choices }
  | { readonly kind: 'drawn'; readonly lanes: Readonly<Record<Seat, Lane>> }
  /** Each seat draws anew every so many intervals. */
  | { readonly kind: 'random'; readonly every: number }
  | BanditSettings
  | AdditiveSettings
  | DqnSettings;

/** Settings by which a seat that learns goes from choice to choice. */
export interface Holding {
  /** Intervals that a choice stands at least. */
  readonly hold: number;
  /** Amount by which another choice must promise more than the one in force. */
  readonly switchCost: number;
}

/** Rate at which chance decides. It falls linearly, and rows may differ. */
export interface Exploration {
  readonly start: number;
  readonly end: number;
  /** After which share of all decisions it has fallen. */
  readonly over: number;
  /** Greed of the last row beyond the first: its ε to the power 1 + this (Horgan et al. 2018); 0: alike. */
  readonly ladder: number;
}

/** Order of decisions: 'sequential' when a seat sees what the seats before it have chosen. */
export type Order = 'independent' | 'sequential';

export const BANDIT_RULES = [
  'sampleAverage',
  'discountedUcb',
  'discountedThompson',
  'exp3',
] as const;
export type BanditRuleId = (typeof BANDIT_RULES)[number];

/** A bandit for each seat, which looks at no state. */
export interface BanditSettings extends Holding {
  readonly kind: 'bandits';
  readonly rule: BanditRuleId;
  readonly order: Order;
  /** Exploration of sample averages. */
  readonly exploration: Exploration;
  /** Share that memory keeps of itself from reward to reward, of those that discount. */
  readonly discount: number;
  /** Worth of uncertainty to UCB (its ξ), or amount of exploration of EXP3 (its γ). */
  readonly optimism: number;
  /** Rewards that EXP3 takes for 0 and for 1; Thompson's prior lies halfway, and UCB's reach is as wide. */
  readonly lowest: number;
  readonly highest: number;
  /** True when every seat learns under the number of the optimizer's choice, as MAT-Agent's published code does. */
  readonly sharedIndex: boolean;
}

/** Settings of a controller that holds the worth of a whole run to be a sum over phases, seats and choices. */
export interface AdditiveSettings {
  readonly kind: 'additive';
  /** A run's phases; choices stand throughout each. */
  readonly phases: number;
  /** Sequential: the worth of a choice beside that of the seat before is learned as well. */
  readonly order: Order;
  /** Runs of a row that are drawn before any is chosen. */
  readonly warmUp: number;
  /** Standard deviation of what the sum leaves unexplained, where that of all runs is 1. */
  readonly noise: number;
}

/** Value that a seat's network learns. */
export type Mixing =
  /** Each its own of the shared reward. */
  | 'independent'
  /** All together that of the joint choice, as a sum (Sunehag et al. 2018). */
  | 'vdn'
  /** Each seat's of a choice beside those before it: the seat after it makes the best of it (Metz et al. 2017). */
  | 'sequential';

/** Parts that the seats have in common. Seats that learn together share everything. */
export interface Sharing {
  /** Else each sees how well the classifier does, and its own last choice, alone. */
  readonly state: boolean;
  /** True when all learn from the same experiences at a time; else each draws its own from what is remembered. */
  readonly minibatch: boolean;
  /** Else each is rewarded for what is its own business. */
  readonly reward: boolean;
}

/** A network for each seat that learns what its choices are worth in a state. */
export interface DqnSettings extends Holding {
  readonly kind: 'dqn';
  readonly mixing: Mixing;
  readonly sharing: Sharing;
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** The seats' networks as evolution has shaped them, in place of those layers. */
  readonly networks?: Readonly<Record<Seat, NetworkGenome>>;
  readonly layerNorm: boolean;
  readonly dueling: boolean;
  readonly double: boolean;
  readonly huber: boolean;
  readonly discount: number;
  /** Rewards that are summed up before a value is asked; null: all that follow (Monte Carlo). */
  readonly steps: number | null;
  readonly learningRate: number;
  readonly batch: number;
  /** Experiences kept. */
  readonly capacity: number;
  /** Experiences before learning begins; until then chance decides. */
  readonly warmUp: number;
  /** Updates after each interval. */
  readonly updates: number;
  /** The target networks follow by this share after every update, or are copied after so many. */
  readonly target:
    | { readonly kind: 'soft'; readonly share: number }
    | { readonly kind: 'hard'; readonly every: number };
  readonly exploration: Exploration;
}
