import type { Seat } from '#core/strategy/seats.ts';
import type { ChoiceEntry, SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { TeamConfig } from '#core/strategy/team.ts';
import type { Margin } from '../../charts/plot-area.ts';
import { FIRST_INTERVAL, namesOf, type StrategySource } from '../charts/source.ts';
import { decisionsOf, type RowDecision, shownRow, teamOf } from './decision.ts';

/** The row whose decisions are looked at. */
export interface LookedAt {
  readonly row: number;
  /** Name such as '3 Bandits'. */
  readonly name: string;
  readonly team: TeamConfig;
  readonly decisions: readonly RowDecision[];
}

/** Null: no team steers a row. */
export function lookedAt(source: StrategySource): LookedAt | null {
  const { config, intervals, settings } = source;
  const row = shownRow(config, settings.strategySteered);
  const team = teamOf(config, row);
  if (row === null || !team) return null;
  const name = `${row + 1} ${namesOf(source)[row]}`;
  return { row, name, team, decisions: decisionsOf(intervals, row) };
}

export const NO_TEAM = 'No row of this run is steered by a team of agents.';

/** Says why there is no decision to see; null: there is one. */
export function emptyWords(looked: LookedAt | null): string | null {
  if (!looked) return NO_TEAM;
  return looked.decisions.length === 0 ? FIRST_INTERVAL : null;
}

/** The decision for an interval. */
export const decisionOf = (looked: LookedAt | null, interval: number): RowDecision | undefined =>
  looked?.decisions.find(({ event }) => event.interval === interval);

/** The decision for the interval that is pointed at, else the last. */
export const decisionAt = (looked: LookedAt, at: number | null): RowDecision | undefined =>
  (at === null ? undefined : decisionOf(looked, at)) ?? looked.decisions.at(-1);

/** Room around charts of decisions: the same for all, so that an interval lies below itself. */
export const marginOf = (narrow: boolean): Margin => ({
  left: narrow ? 92 : 166,
  right: narrow ? 14 : 84,
  top: 8,
  bottom: 36,
});

export const seatEntry = (seats: readonly SeatEntry[], seat: Seat): SeatEntry =>
  seats.find(({ id }) => id === seat) ?? { id: seat, label: seat, explanation: '', choices: [] };

const choiceEntry = (
  seats: readonly SeatEntry[],
  seat: Seat,
  id: string,
): ChoiceEntry | undefined => seatEntry(seats, seat).choices.find((choice) => choice.id === id);

export const choiceWord = (seats: readonly SeatEntry[], seat: Seat, id: string): string =>
  choiceEntry(seats, seat, id)?.label ?? id;

/** Position of a choice among all of its seat, which its colour goes by. */
export const choiceIndex = (seats: readonly SeatEntry[], seat: Seat, id: string): number =>
  Math.max(
    0,
    seatEntry(seats, seat).choices.findIndex((choice) => choice.id === id),
  );
