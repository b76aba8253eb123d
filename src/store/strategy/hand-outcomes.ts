import type { SteeredInterval } from '#core/strategy/figures.ts';
import { type Hand, handIn } from '#core/strategy/hand.ts';
import type { Seat } from '#core/strategy/seats.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';

/** Outcome of an interval for which a person chose. */
export interface HandOutcome {
  /** Interval, from 0. */
  readonly interval: number;
  readonly chosen: Readonly<Partial<Record<Seat, string>>>;
  /** mAP after the interval before it, and after it; null: undefined, or there was none. */
  readonly before: number | null;
  readonly after: number | null;
  /** Figure of the rarest classes. */
  readonly tail: number | null;
  readonly reward: SteeredInterval['reward'] | null;
}

/** Lists the outcomes of a row's intervals that a person chose for, the first one first. */
export const handOutcomes = (
  row: number,
  hand: Hand | undefined,
  intervals: readonly IntervalEvent[],
): readonly HandOutcome[] =>
  intervals.flatMap(({ rows }, interval) => {
    const chosen = handIn(hand, interval);
    const own = rows[row];
    if (!own || Object.keys(chosen).length === 0) return [];
    const { mAP: after, tail } = own.validation;
    const before = intervals[interval - 1]?.rows[row]?.validation.mAP ?? null;
    return [{ interval, chosen, before, after, tail, reward: own.steered?.reward ?? null }];
  });
