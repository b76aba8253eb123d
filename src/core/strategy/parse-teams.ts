import { isRecord } from '../plain-data.ts';
import { parseNamed } from './parse-named.ts';
import { isName, parseOptions, type Wrong } from './parse-options.ts';
import { needTrained, parseTrained } from './parse-trained.ts';
import { REWARD_KINDS, REWARD_TERMS, type RewardSettings } from './reward-settings.ts';
import { FEATURE_GROUPS, type StateSettings } from './state-settings.ts';
import type { ControllerEntry, StrategyCatalog } from './strategy-catalog.ts';
import { MOST_NAME } from './strategy-fields.ts';
import { MOST_TEAMS, MOST_WARM_UP, type TeamConfig } from './team.ts';

/** The teams of a configuration; problems with them go to `wrong`. */
export const parseTeams = (
  teams: unknown,
  catalog: StrategyCatalog,
  wrong: Wrong,
): readonly TeamConfig[] =>
  parseNamed(
    teams,
    { path: 'teams', kind: 'team', most: MOST_TEAMS },
    (team, path) => parseTeam(team, catalog, path, wrong),
    wrong,
  );

const KEYS = ['name', 'controller', 'options', 'state', 'reward', 'warmUp', 'trained'];

function parseTeam(
  team: unknown,
  catalog: StrategyCatalog,
  path: string,
  wrong: Wrong,
): TeamConfig | null {
  if (!isRecord(team)) {
    wrong(path, team, 'it must be an object with name, controller, options, state, reward');
    return null;
  }
  for (const [key, value] of Object.entries(team))
    if (!KEYS.includes(key)) wrong(`${path}.${key}`, value, 'there is no such field; take it out');
  const { name } = team;
  const known = catalog.controllers.map(({ id }) => id);
  const entry = catalog.controllers.find(({ id }) => id === team['controller']);
  const trained =
    team['trained'] === undefined ? null : parseTrained(team['trained'], `${path}.trained`, wrong);
  // A trained team may be one that learns from whole runs, which a run begins with no other.
  const controller = trained ? (team['controller'] as string) : entry?.id;
  if (!isName(name))
    wrong(`${path}.name`, name, `it must be a name of 1 to ${MOST_NAME} characters`);
  if (controller === undefined && team['trained'] === undefined)
    wrong(`${path}.controller`, team['controller'], `it must be one of ${known.join(', ')}`);
  const options = parseOptions(team['options'], catalog, `${path}.options`, wrong);
  const state = parseState(team['state'], `${path}.state`, wrong);
  if (state && !seesSomething(state, entry))
    wrong(
      `${path}.state`,
      team['state'],
      'its agents would see nothing; switch on performance or the last choices',
    );
  const reward = parseReward(team['reward'], `${path}.reward`, wrong);
  const { warmUp } = team;
  if (warmUp !== undefined && (trained || entry?.warmUp === undefined))
    wrong(`${path}.warmUp`, warmUp, 'such a team waits for no experiences; take it out');
  else if (warmUp !== undefined && !isWarmUp(warmUp))
    wrong(`${path}.warmUp`, warmUp, `it must be a whole number from 1 to ${MOST_WARM_UP}`);
  if (!isName(name) || controller === undefined || !options || !state || !reward) return null;
  const identity = { controller, options, state, reward };
  if (trained) needTrained(trained, identity, catalog, `${path}.trained`, wrong);
  return Object.freeze({
    ...{ name, ...identity },
    ...(isWarmUp(warmUp) && { warmUp }),
    ...(trained && { trained }),
  });
}

const isWarmUp = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_WARM_UP;

const seesSomething = (
  { groups, lastChoices }: StateSettings,
  entry: ControllerEntry | undefined,
): boolean =>
  lastChoices ||
  groups.performance ||
  (!entry?.seesPerformanceAlone && (groups.dynamics || groups.data));

const MOST_HISTORY = 16;

function parseState(state: unknown, path: string, wrong: Wrong): StateSettings | null {
  const { groups, history, lastChoices, averages } = isRecord(state) ? state : {};
  const given = isRecord(groups) ? groups : {};
  const isCount =
    Number.isInteger(history) && (history as number) >= 1 && (history as number) <= MOST_HISTORY;
  const isRight =
    FEATURE_GROUPS.every((group) => typeof given[group] === 'boolean') &&
    isCount &&
    typeof lastChoices === 'boolean' &&
    (averages === undefined || averages === false);
  if (!isRight) {
    wrong(
      path,
      state,
      `it must have groups, true or false for ${FEATURE_GROUPS.join(', ')}, a history of 1 to ${MOST_HISTORY} intervals, and lastChoices, true or false; averages, if it is there, is false`,
    );
    return null;
  }
  const flags = FEATURE_GROUPS.map((group) => [group, given[group]] as const);
  return Object.freeze({
    groups: Object.freeze(Object.fromEntries(flags)) as StateSettings['groups'],
    history: history as number,
    lastChoices,
    ...(averages === false && { averages }),
  });
}

/** Heaviest weight of a term. */
const MOST_WEIGHT = 100;

function parseReward(reward: unknown, path: string, wrong: Wrong): RewardSettings | null {
  const { kind, weights, discount } = isRecord(reward) ? reward : {};
  const given = isRecord(weights) ? weights : {};
  const isWithin = (value: unknown, most: number) =>
    typeof value === 'number' && value >= 0 && value <= most;
  const found = REWARD_KINDS.find((each) => each === kind);
  const isRight =
    REWARD_TERMS.every((term) => isWithin(given[term], MOST_WEIGHT)) && isWithin(discount, 1);
  if (found === undefined || !isRight) {
    wrong(
      path,
      reward,
      `it must have a kind, one of ${REWARD_KINDS.join(', ')}, weights from 0 to ${MOST_WEIGHT} for ${REWARD_TERMS.join(', ')}, and a discount from 0 to 1`,
    );
    return null;
  }
  const parts = REWARD_TERMS.map((term) => [term, given[term]] as const);
  return Object.freeze({
    kind: found,
    weights: Object.freeze(Object.fromEntries(parts)) as RewardSettings['weights'],
    discount: discount as number,
  });
}
