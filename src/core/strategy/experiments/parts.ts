import type { SeatOptions } from '../options.ts';
import type { RewardSettings } from '../reward-settings.ts';
import { defaultSettings, type SearchConfig, type SearchMethod } from '../search.ts';
import { type Choices, fixedLanes, type Lane, SEATS, type Seat } from '../seats.ts';
import { WHOLE_STATE } from '../state-settings.ts';
import type { StrategyCatalog } from '../strategy-catalog.ts';
import { intervalsOf, type StrategyConfig, type StrategyRow } from '../strategy-config.ts';
import { MOST_NAME } from '../strategy-fields.ts';
import { type TeamConfig, warmUpInOneRun } from '../team.ts';

/** Parts that the runs of experiments are made of. */

export const RANDOM = 'Random switching';
export const STANDARD = 'MAT-Agent’s “Standard”';

/** A row that stays under one recipe. */
export const fixedRow = (name: string, choices: Choices): StrategyRow => ({
  name,
  steering: { kind: 'drawn', lanes: fixedLanes(choices) },
});

/** A row that switches at random in every interval. */
export const randomRow = (catalog: StrategyCatalog): StrategyRow => ({
  name: RANDOM,
  steering: { kind: 'random', every: 1, among: offered(catalog) },
});

/** A row that the team of its own name steers. */
export const teamRow = ({ name }: Pick<TeamConfig, 'name'>): StrategyRow => ({
  name,
  steering: { kind: 'team', team: name },
});

/** A search among all that is offered, as it begins in a run like this one. */
export const searchOf = (
  catalog: StrategyCatalog,
  name: string,
  method: SearchMethod,
  { training }: Pick<StrategyConfig, 'training'>,
): SearchConfig => ({
  name,
  method,
  among: offered(catalog),
  settings: defaultSettings(method, intervalsOf(training)),
});

/** Makes so many rows of one kind, numbered; `make` is told the place of each, from 0. */
export const numbered = (
  name: string,
  rows: number,
  make: (at: number) => StrategyRow['steering'],
): StrategyRow[] =>
  Array.from({ length: rows }, (_, at) => ({ name: `${name} · ${at + 1}`, steering: make(at) }));

/** Makes so many rows of a search, numbered. */
export const searchRows = ({ name }: Pick<SearchConfig, 'name'>, rows: number): StrategyRow[] =>
  numbered(name, rows, () => ({ kind: 'search', search: name }));

/** Nothing keeps an experiment from a set-up. */
export const possible = () => null;

/** The choices that each seat is offered unless told otherwise. */
export const offered = ({ seats }: StrategyCatalog): SeatOptions =>
  Object.fromEntries(
    SEATS.map((seat) => {
      const choices = seats.find(({ id }) => id === seat)?.choices ?? [];
      return [seat, choices.flatMap(({ id, isOffered }) => (isOffered ? [id] : []))];
    }),
  ) as unknown as SeatOptions;

/** A team that sees everything and is rewarded as the paper has it. Throws a RangeError for an unknown controller. */
export function teamOf(
  catalog: StrategyCatalog,
  name: string,
  controller: string,
  part: Partial<Pick<TeamConfig, 'options' | 'reward' | 'state'>> = {},
): TeamConfig {
  const entry = catalog.controllers.find(({ id }) => id === controller);
  if (!entry) throw new RangeError(`there is no controller '${controller}'`);
  return {
    name,
    controller,
    options: offered(catalog),
    state: WHOLE_STATE,
    reward: rewardOf(catalog, controller === 'bandits-code' ? 'code' : 'paper'),
    ...warmUpInOneRun(entry),
    ...part,
  };
}

export function rewardOf(
  { rewards }: StrategyCatalog,
  kind: RewardSettings['kind'],
): RewardSettings {
  const entry = rewards.find(({ settings }) => settings.kind === kind);
  if (!entry) throw new RangeError(`there is no reward '${kind}'`);
  return entry.settings;
}

/** Makes a recipe by hand: from a quarter on images are changed, from five eighths on all labels count alike. */
export const handMadeLanes = (base: Choices, intervals: number): Record<Seat, Lane> => ({
  ...fixedLanes(base),
  augmentation: turns(['none', 0], ['basic', Math.round(intervals / 4)]),
  loss: turns(['cb', 0], ['bce', Math.round((intervals * 5) / 8)]),
});

/** Turns without those that another one overtakes at the same interval, as in very short runs. */
const turns = (...given: readonly (readonly [choice: string, from: number])[]): Lane =>
  given
    .filter(([, from], at) => given[at + 1]?.[1] !== from)
    .map(([choice, from]) => ({ from, choice }));

/** The runs' common ground under other rows; teams and searches are those that rows have. */
export const withRows = (
  { searches: _, ...base }: StrategyConfig,
  rows: readonly StrategyRow[],
  teams: readonly TeamConfig[] = [],
  searches: readonly SearchConfig[] = [],
): StrategyConfig => ({ ...base, rows, teams, ...(searches.length > 0 && { searches }) });

/** Trained teams that come with the page, as they learned, and learning no more. */
export const trainedTeams = ({ trained }: StrategyCatalog): readonly TeamConfig[] =>
  trained.map(({ name, digest, team }) => ({
    ...team,
    name: `Trained: ${name}`.slice(0, MOST_NAME),
    trained: { name, digest, learns: false },
  }));
