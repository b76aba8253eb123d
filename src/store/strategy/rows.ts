import type { RewardSettings } from '#core/strategy/reward-settings.ts';
import { rowsOfSearch } from '#core/strategy/search.ts';
import {
  type Choices,
  choiceAt,
  fixedLanes,
  type Seat,
  type Steering,
} from '#core/strategy/seats.ts';
import { WHOLE_STATE } from '#core/strategy/state-settings.ts';
import type { ControllerEntry, StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig, StrategyRow } from '#core/strategy/strategy-config.ts';
import { MOST_NAME, MOST_ROWS } from '#core/strategy/strategy-fields.ts';
import { MOST_TEAMS, type TeamConfig, warmUpInOneRun } from '#core/strategy/team.ts';

/** Changes of the rows of a configuration. */

export const canAddRow = ({ rows }: Pick<StrategyConfig, 'rows'>): boolean =>
  rows.length < MOST_ROWS;

/** Adds a row, which begins as the last one does and never changes. */
export function withNewRow(config: StrategyConfig): StrategyConfig {
  const last = config.rows.at(-1);
  if (!last || !canAddRow(config)) return config;
  const name = unusedName(config, 'Classifier');
  return withRows(config, [
    ...config.rows,
    { name, steering: drawn(firstChoices(last.steering, config)) },
  ]);
}

/** Adds a copy after a row. */
export function withCopiedRow(config: StrategyConfig, at: number): StrategyConfig {
  const row = config.rows[at];
  if (!row || !canAddRow(config)) return config;
  const copy = { ...row, name: unusedName(config, row.name) };
  return withRows(config, config.rows.toSpliced(at + 1, 0, copy));
}

/** Takes a row out; the last one stays. */
export const withoutRow = (config: StrategyConfig, at: number): StrategyConfig =>
  config.rows.length > 1 ? withRows(config, config.rows.toSpliced(at, 1)) : config;

/** Changes parts of a row. */
export const withRow = (
  config: StrategyConfig,
  at: number,
  part: Partial<StrategyRow>,
): StrategyConfig =>
  withRows(
    config,
    config.rows.map((row, i) => (i === at ? { ...row, ...part } : row)),
  );

const withRows = (config: StrategyConfig, rows: readonly StrategyRow[]): StrategyConfig => ({
  ...config,
  rows,
});

const drawn = (choices: Choices): Steering => ({ kind: 'drawn', lanes: fixedLanes(choices) });

/** Teams and searches that can steer rows. */
type Steerers = Pick<StrategyConfig, 'teams' | 'searches'>;

/** Returns the choices that a row's steering begins with. */
function firstChoices(steering: Steering, { teams, searches = [] }: Steerers): Choices {
  return eachSeat((seat) => {
    switch (steering.kind) {
      case 'drawn':
        return choiceAt(steering.lanes[seat], 0);
      case 'random':
        return steering.among[seat][0] ?? '';
      case 'team':
        return teams.find(({ name }) => name === steering.team)?.options[seat][0] ?? '';
      case 'search':
        return searches.find(({ name }) => name === steering.search)?.among[seat][0] ?? '';
      default:
        return steering satisfies never;
    }
  });
}

/** The same row under another kind of steering. */
export function steeredBy(
  kind: 'drawn' | 'random',
  steering: Steering,
  catalog: StrategyCatalog,
  steerers: Steerers = { teams: [] },
): Steering {
  if (kind === steering.kind) return steering;
  if (kind === 'drawn') return drawn(firstChoices(steering, steerers));
  return { kind, every: 1, among: offeredChoices(catalog) };
}

/** Adds a row that a team steers: the first there is, or else a new one. */
export function withTeamSteering(
  config: StrategyConfig,
  at: number,
  catalog: StrategyCatalog,
): StrategyConfig {
  const teams = config.teams.length > 0 ? config.teams : [newTeam(catalog)];
  const [team] = teams;
  if (!team) return config;
  return { ...withRow(config, at, { steering: { kind: 'team', team: team.name } }), teams };
}

/** Changes parts of a team; rows follow its name. */
export function withTeam(
  config: StrategyConfig,
  at: number,
  part: Partial<TeamConfig>,
): StrategyConfig {
  const before = config.teams[at];
  if (!before) return config;
  const team = { ...before, ...part };
  return {
    ...config,
    teams: config.teams.map((each, i) => (i === at ? team : each)),
    rows: config.rows.map((row) =>
      row.steering.kind === 'team' && row.steering.team === before.name
        ? { ...row, steering: { kind: 'team', team: team.name } }
        : row,
    ),
  };
}

/** Gives a row a team of its own, like the first one. */
export function withNewTeam(
  config: StrategyConfig,
  at: number,
  catalog: StrategyCatalog,
): StrategyConfig {
  if (config.teams.length >= MOST_TEAMS) return config;
  const name = unusedOf(config.teams, 'Team');
  const team = { ...(config.teams[0] ?? newTeam(catalog)), name };
  const teams = [...config.teams, team];
  return { ...withRow(config, at, { steering: { kind: 'team', team: name } }), teams };
}

/** Without teams and searches that steer no row. */
export function withoutIdle({ searches = [], ...config }: StrategyConfig): StrategyConfig {
  const { rows } = config;
  const kept = searches.filter(({ name }) => rowsOfSearch(rows, name).length > 0);
  return {
    ...config,
    ...(kept.length > 0 && { searches: kept }),
    teams: config.teams.filter(({ name }) =>
      rows.some(({ steering }) => steering.kind === 'team' && steering.team === name),
    ),
  };
}

/** A team as it begins: four networks that hold their choices, which see everything. */
function newTeam({ controllers, rewards, seats }: StrategyCatalog, name = 'Team'): TeamConfig {
  const held = controllers.find(({ id }) => id === 'dqn-held');
  const controller = (held ?? controllers[0]) as ControllerEntry; // there is one at least
  return {
    name,
    controller: controller.id,
    options: offeredChoices({ seats }),
    state: WHOLE_STATE,
    reward: rewards[0]?.settings as RewardSettings, // likewise
    ...warmUpInOneRun(controller),
  };
}

export const offeredChoices = ({ seats }: Pick<StrategyCatalog, 'seats'>) =>
  eachSeat(
    (seat): readonly string[] =>
      seats
        .find(({ id }) => id === seat)
        ?.choices.flatMap(({ id, isOffered }) => (isOffered ? [id] : [])) ?? [],
  );

/** Something for each of the four seats. */
const eachSeat = <T>(make: (seat: Seat) => T): Readonly<Record<Seat, T>> => ({
  augmentation: make('augmentation'),
  optimizer: make('optimizer'),
  schedule: make('schedule'),
  loss: make('loss'),
});

/** A name like this one that no row has: 'Usual 2'. */
const unusedName = ({ rows }: StrategyConfig, like: string): string => unusedOf(rows, like);

export function unusedOf(named: readonly { readonly name: string }[], like: string): string {
  const stem = like.replace(/ \d+$/, '');
  for (let number = 2; ; number++) {
    const name = `${stem.slice(0, MOST_NAME - 4)} ${number}`;
    if (named.every((each) => each.name !== name)) return name;
  }
}
