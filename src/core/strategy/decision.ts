import type { Choices, Seat } from './seats.ts';

/** Situation of a row when it is decided how it trains next. */
export interface Situation {
  /** Position of the row in its run. */
  readonly row: number;
  /** Number of the run among those that the controller steers, from 0. */
  readonly episode: number;
  /** Number of the interval in the run, from 0, and the count of intervals. */
  readonly interval: number;
  readonly intervals: number;
  /** State as the controller sees it. */
  readonly state: Float32Array;
  /** Choices in force so far; null where the run begins. */
  readonly current: Choices | null;
  /** Number of intervals for which each has stood. */
  readonly held: Readonly<Record<Seat, number>>;
}

/**
 * Ground of a seat's choice: it was planned; chance brought it; it might be better than is known; it promised most; it
 * had to stand; a person chose in its place.
 */
export type Ground = 'plan' | 'chance' | 'doubt' | 'value' | 'held' | 'hand';

/** Reason of a seat's choice; lists are in the order of its options. */
export interface Reason {
  readonly ground: Ground;
  /** Estimated value of each choice; null: the controller has no estimate. */
  readonly values: readonly number[] | null;
  /** Uncertainty of each value, a standard deviation; null: it does not know. */
  readonly deviations: readonly number[] | null;
  /** Probability of each choice; null: that cannot be told. */
  readonly chances: readonly number[] | null;
}

/** Choices for the next interval, with their reasons. */
export interface Decision {
  readonly choices: Choices;
  readonly reasons: Readonly<Record<Seat, Reason>>;
}

/** A decision and what came of it. */
export interface Experience {
  readonly situation: Situation;
  readonly decision: Decision;
  readonly reward: number;
  /** Reward of each seat where rewards are not shared. */
  readonly own: Readonly<Record<Seat, number>>;
  /** State that the controller sees once the interval is over. */
  readonly next: Float32Array;
  /** True when the run ended with it. */
  readonly isLast: boolean;
}
