import type { Reason } from '#core/strategy/decision.ts';
import type { RowInterval, SteeredInterval } from '#core/strategy/figures.ts';
import type { SeatOptions } from '#core/strategy/options.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';

/** Decision of a team for its row in an interval, with its outcome. */
export interface RowDecision {
  readonly event: IntervalEvent;
  readonly row: RowInterval;
  readonly steered: SteeredInterval;
  /** The row in the interval before; null: the run begins with this one. */
  readonly before: RowInterval | null;
}

/** Decision of one agent of the team. */
export interface SeatDecision {
  readonly seat: Seat;
  readonly options: readonly string[];
  readonly choice: string;
  /** Number of the choice among the options; −1: it is none of them. */
  readonly at: number;
  readonly reason: Reason;
  /** Number of the choice that promised most, the first of equals; null: the agent has no opinion. */
  readonly best: number | null;
  /** Amount by which that one promised more than the next; null: there is none, or no opinion. */
  readonly margin: number | null;
  /** Probability that chance was to decide, in [0, 1]; null: that cannot be told. */
  readonly epsilon: number | null;
}

/** Positions of the rows that a team steers. */
export const steeredRows = (config: StrategyConfig | null): readonly number[] =>
  (config?.rows ?? []).flatMap(({ steering }, row) => (steering.kind === 'team' ? [row] : []));

/** The steered row that is looked at: the one that was chosen, by its position, or the first; null: there is none. */
export function shownRow(config: StrategyConfig | null, chosen: string): number | null {
  const rows = steeredRows(config);
  return rows.find((row) => String(row) === chosen) ?? rows[0] ?? null;
}

/** The team that steers a row. */
export function teamOf(config: StrategyConfig | null, row: number | null): TeamConfig | null {
  const steering = row === null ? undefined : config?.rows[row]?.steering;
  if (steering?.kind !== 'team') return null;
  return config?.teams.find(({ name }) => name === steering.team) ?? null;
}

/** Agent that is looked at; the first is, unless one was chosen. */
export const shownSeat = (chosen: string): Seat =>
  SEATS.find((seat) => seat === chosen) ?? SEATS[0];

/** All decisions for a row, in their order. */
export function decisionsOf(
  intervals: readonly IntervalEvent[],
  row: number | null,
): readonly RowDecision[] {
  if (row === null) return [];
  return intervals.flatMap((event, at) => {
    const own = event.rows[row];
    if (!own?.steered) return [];
    return [
      { event, row: own, steered: own.steered, before: intervals[at - 1]?.rows[row] ?? null },
    ];
  });
}

export function seatDecision(
  { row, steered }: Pick<RowDecision, 'row' | 'steered'>,
  seat: Seat,
  options: SeatOptions,
): SeatDecision {
  const reason = steered.reasons[seat];
  const { values } = reason;
  const best = values && values.length > 0 ? values.indexOf(Math.max(...values)) : null;
  return {
    seat,
    options: options[seat],
    choice: row.choices[seat],
    at: options[seat].indexOf(row.choices[seat]),
    reason,
    best,
    margin: values && best !== null && best >= 0 ? marginOf(values, best) : null,
    epsilon: epsilonOf(reason),
  };
}

function marginOf(values: readonly number[], best: number): number | null {
  if (values.length < 2) return null;
  return (values[best] as number) - Math.max(...values.filter((_, at) => at !== best));
}

/** Under ε-greedy the least likely choice has ε / n. */
function epsilonOf({ values, chances }: Reason): number | null {
  if (!chances || chances.length === 0 || !values) return null;
  return Math.min(1, chances.length * Math.min(...chances));
}
