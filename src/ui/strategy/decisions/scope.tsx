import type { Choices } from '#core/strategy/seats.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import type { StrategySource } from '../charts/source.ts';
import { steeredRows, teamOf } from './decision.ts';
import { lookedAt } from './looked-at.ts';

/** A decision's four choices, and the interval that they were for. */
export interface ChosenThen {
  readonly interval: number;
  readonly choices: Choices;
}

/** Tells whether choices of all rows that teams steer are counted, or of the one that is looked at. */
const isOfAllTeams = ({ settings }: StrategySource): boolean => settings.strategyScope === 'teams';

/** Choices in scope, in order of the intervals. */
export function chosenIn(source: StrategySource): readonly ChosenThen[] {
  const row = lookedAt(source)?.row;
  const rows = isOfAllTeams(source) ? steeredRows(source.config) : row === undefined ? [] : [row];
  return source.intervals.flatMap(({ interval, rows: all }) =>
    rows.flatMap((at) => {
      const choices = all[at]?.choices;
      return choices ? [{ interval, choices }] : [];
    }),
  );
}

/** Lists the choices of a seat that the agents in scope may take, and have taken, in the order of the seat's. */
function optionsIn(source: StrategySource, seat: Seat): readonly string[] {
  const row = lookedAt(source)?.row ?? null;
  const rows = isOfAllTeams(source) ? steeredRows(source.config) : [row];
  const offered = new Set(rows.flatMap((at) => teamOf(source.config, at)?.options[seat] ?? []));
  const all = source.seats.find(({ id }) => id === seat)?.choices.map(({ id }) => id) ?? [];
  return [
    ...all.filter((id) => offered.has(id)),
    ...[...offered].filter((id) => !all.includes(id)),
  ];
}

/** Words such as 'all rows of teams', or the row's name. */
export const scopeWords = (source: StrategySource): string =>
  isOfAllTeams(source) ? 'all rows of teams' : (lookedAt(source)?.name ?? 'no row');

export const seatsOf = (source: StrategySource) =>
  SEATS.map((seat) => ({ seat, options: optionsIn(source, seat) }));

/** Choice of the rows whose choices are counted. */
export const ScopeChoice = ({ source }: { readonly source: StrategySource }) =>
  steeredRows(source.config).length < 2 ? null : (
    <Choice
      label="Rows counted"
      value={isOfAllTeams(source) ? 'teams' : 'row'}
      options={{ row: 'the row looked at', teams: 'all rows of teams' }}
      onChange={(value) => setChartSetting('strategyScope', value)}
    />
  );
