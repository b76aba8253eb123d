import { withHand, withRowHand } from '#core/strategy/hand.ts';
import { type Choices, fixedLanes, type Seat } from '#core/strategy/seats.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import { MOST_TEAMS, type TeamConfig } from '#core/strategy/team.ts';
import { offeredChoices, unusedOf, withTeam } from './rows.ts';

/** Agents of teams that are switched on and off, as MAT-Agent's ablations have it. */

/** Tells whether a seat's agent has anything to decide. */
export const isAgentOn = ({ options }: TeamConfig, seat: Seat): boolean => options[seat].length > 1;

/** The options of a team one of whose agents is on, with all that is offered, or off: at the base recipe's choice. */
const optionsWith = (
  options: TeamConfig['options'],
  seat: Seat,
  isOn: boolean,
  catalog: StrategyCatalog,
): TeamConfig['options'] => ({
  ...options,
  [seat]: isOn ? offeredChoices(catalog)[seat] : [catalog.base[seat]],
});

/** Switches an agent of a team on or off. */
export function withAgent(
  config: StrategyConfig,
  at: number,
  seat: Seat,
  isOn: boolean,
  catalog: StrategyCatalog,
): StrategyConfig {
  const team = config.teams[at];
  if (!team || isAgentOn(team, seat) === isOn) return config;
  return withTeam(config, at, { options: optionsWith(team.options, seat, isOn, catalog) });
}

/** Tells whether one more row fits under a team without an agent; not so if the team was trained and learns on. */
export const canHaveRowWithout = (config: StrategyConfig, { trained }: TeamConfig): boolean =>
  trained ? !trained.learns && config.rows.length < MOST_ROWS : canAddTeamRow(config);

/** Tells whether there is room for a row more under a team of its own. */
const canAddTeamRow = ({ rows, teams }: StrategyConfig): boolean =>
  rows.length < MOST_ROWS && teams.length < MOST_TEAMS;

/**
 * Adds a row after one that a team steers: under the same team without one of its agents. A trained
 * team has learned as four agents, so it steers the row, too, and the seat is held at the base recipe's choice.
 */
export function withRowWithout(
  config: StrategyConfig,
  at: number,
  seat: Seat,
  catalog: StrategyCatalog,
): StrategyConfig {
  const row = config.rows[at];
  const steering = row?.steering;
  const team =
    steering?.kind === 'team' ? config.teams.find(({ name }) => name === steering.team) : undefined;
  if (!row || !team || !canHaveRowWithout(config, team) || !isAgentOn(team, seat)) return config;
  const label = catalog.seats.find(({ id }) => id === seat)?.label.toLowerCase() ?? seat;
  const named = (others: readonly { readonly name: string }[], like: string) => {
    const name = `${like}, without ${label}`;
    return others.some((each) => each.name === name) || name.length > 60
      ? unusedOf(others, name)
      : name;
  };
  const name = named(config.rows, row.name);
  if (team.trained) {
    const held = withHand(row.hand, 0, { [seat]: catalog.base[seat] }, true);
    return {
      ...config,
      rows: config.rows.toSpliced(at + 1, 0, withRowHand({ ...row, name }, held)),
    };
  }
  const without = {
    ...team,
    name: named(config.teams, team.name),
    options: optionsWith(team.options, seat, false, catalog),
  };
  const beside = {
    name,
    steering: { kind: 'team' as const, team: without.name },
  };
  return {
    ...config,
    teams: [...config.teams, without],
    rows: config.rows.toSpliced(at + 1, 0, beside),
  };
}

/** Adds a row that stays under one recipe; where there is no room it takes the last row's place. */
export function withFrozenRow(
  config: StrategyConfig,
  name: string,
  choices: Choices,
): StrategyConfig {
  const rows = config.rows.length < MOST_ROWS ? config.rows : config.rows.slice(0, -1);
  const isTaken = name.length > 60 || rows.some((row) => row.name === name);
  return {
    ...config,
    rows: [
      ...rows,
      {
        name: isTaken ? unusedOf(rows, name) : name,
        steering: { kind: 'drawn', lanes: fixedLanes(choices) },
      },
    ],
  };
}
