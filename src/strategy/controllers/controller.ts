import type { Decision, Experience, Situation } from '#core/strategy/decision.ts';
import type { SeatOptions } from '#core/strategy/options.ts';

/** The runs that a controller steers, as far as it must know them. */
export interface ControllerContext {
  readonly seed: number;
  readonly options: SeatOptions;
  /** Rows that it steers side by side. */
  readonly rows: number;
  /** Runs that it is to steer, one after the other, and the intervals of each: how long it may explore. */
  readonly episodes: number;
  readonly intervals: number;
}

/**
 * Decides how rows train, and learns from the outcome. A decision depends on the context, the learning so far, and the
 * situation alone, so rows may be asked in any order.
 */
export interface Controller {
  /** A decision for each; `explores`: whether it may try what promises less. */
  decide(
    situations: readonly Situation[],
    explores: boolean,
  ): readonly Decision[] | Promise<readonly Decision[]>;
  /** Takes in what came of an interval, one experience of each row that trained in it. */
  learn(experiences: readonly Experience[]): void | Promise<void>;
  /** All that it has learned: plain data and typed arrays, a copy. */
  snapshot(): ControllerSnapshot | Promise<ControllerSnapshot>;
  /** Goes on from a snapshot. Throws a RangeError where that is another kind's, or of other options. */
  restore(snapshot: ControllerSnapshot): void;
  dispose(): void;
}

export interface ControllerSnapshot {
  /** Kind of controller that it is of. */
  readonly kind: string;
  readonly options: SeatOptions;
  readonly state: unknown;
}
