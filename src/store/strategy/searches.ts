import {
  defaultSettings,
  MOST_SEARCHES,
  type SearchConfig,
  type SearchMethod,
} from '#core/strategy/search.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import { offeredChoices, unusedOf, withRow } from './rows.ts';

/** Changes of the searches of a configuration. */

/** Has a row steered by a search: the first there is, or else a new one. */
export function withSearchSteering(
  config: StrategyConfig,
  at: number,
  catalog: StrategyCatalog,
): StrategyConfig {
  const [search] = config.searches ?? [];
  if (!search) return withSearchOf(config, at, newSearch(config, catalog, 'Search'));
  return withRow(config, at, { steering: { kind: 'search', search: search.name } });
}

/** Gives a row a search of its own, like the first one. */
export function withNewSearch(
  config: StrategyConfig,
  at: number,
  catalog: StrategyCatalog,
): StrategyConfig {
  const { searches = [] } = config;
  if (searches.length >= MOST_SEARCHES) return config;
  const name = unusedOf(searches, 'Search');
  return withSearchOf(config, at, { ...(searches[0] ?? newSearch(config, catalog, name)), name });
}

const withSearchOf = (
  config: StrategyConfig,
  at: number,
  search: SearchConfig,
): StrategyConfig => ({
  ...withRow(config, at, { steering: { kind: 'search', search: search.name } }),
  searches: [...(config.searches ?? []), search],
});

/** Changes parts of a search; rows follow its name. */
export function withSearch(
  config: StrategyConfig,
  at: number,
  part: Partial<SearchConfig>,
): StrategyConfig {
  const { searches = [] } = config;
  const before = searches[at];
  if (!before) return config;
  const search = { ...before, ...part };
  return {
    ...config,
    searches: searches.with(at, search),
    rows: config.rows.map((row) =>
      row.steering.kind === 'search' && row.steering.search === before.name
        ? { ...row, steering: { kind: 'search', search: search.name } }
        : row,
    ),
  };
}

/** Changes a search's method, set as it begins. */
export const withMethod = (
  config: StrategyConfig,
  at: number,
  method: SearchMethod,
): StrategyConfig =>
  withSearch(config, at, {
    method,
    settings: defaultSettings(method, intervalsOf(config.training)),
  });

/** A population, which needs as many rows as the person gives it. */
const newSearch = (
  { training }: StrategyConfig,
  catalog: StrategyCatalog,
  name: string,
): SearchConfig => ({
  name,
  method: 'pbt',
  among: offeredChoices(catalog),
  settings: defaultSettings('pbt', intervalsOf(training)),
});
