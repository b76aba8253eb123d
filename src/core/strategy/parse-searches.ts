import { isRecord } from '../plain-data.ts';
import { parseNamed } from './parse-named.ts';
import { isName, parseOptions, type Wrong } from './parse-options.ts';
import {
  MOST_SEARCHES,
  SEARCH_METHODS,
  SEARCH_SETTINGS,
  type SearchConfig,
  type SearchMethod,
  type SearchSetting,
} from './search.ts';
import { SEATS } from './seats.ts';
import type { StrategyCatalog } from './strategy-catalog.ts';
import { MOST_NAME } from './strategy-fields.ts';

/** The searches of a configuration; problems with them go to `wrong`. */
export const parseSearches = (
  searches: unknown,
  catalog: StrategyCatalog,
  wrong: Wrong,
): readonly SearchConfig[] =>
  parseNamed(
    searches,
    { path: 'searches', kind: 'search', most: MOST_SEARCHES },
    (search, path) => parseSearch(search, catalog, path, wrong),
    wrong,
  );

const KEYS = ['name', 'method', 'among', 'settings'];

function parseSearch(
  search: unknown,
  catalog: StrategyCatalog,
  path: string,
  wrong: Wrong,
): SearchConfig | null {
  if (!isRecord(search)) {
    wrong(path, search, `it must be an object with ${KEYS.join(', ')}`);
    return null;
  }
  for (const [key, value] of Object.entries(search))
    if (!KEYS.includes(key)) wrong(`${path}.${key}`, value, 'there is no such field; take it out');
  const { name } = search;
  const methods = Object.keys(SEARCH_METHODS) as SearchMethod[];
  const method = methods.find((id) => id === search['method']);
  if (!isName(name))
    wrong(`${path}.name`, name, `it must be a name of 1 to ${MOST_NAME} characters`);
  if (!method) wrong(`${path}.method`, search['method'], `it must be one of ${methods.join(', ')}`);
  const among = parseOptions(search['among'], catalog, `${path}.among`, wrong);
  if (among && SEATS.every((seat) => among[seat].length === 1))
    wrong(
      `${path}.among`,
      search['among'],
      'there is one choice for each seat, and nothing to search; give one seat several',
    );
  const settings = method && parseSettings(search['settings'], method, `${path}.settings`, wrong);
  if (!isName(name) || !method || !among || !settings) return null;
  return Object.freeze({ name, method, among, settings });
}

function parseSettings(
  settings: unknown,
  method: SearchMethod,
  path: string,
  wrong: Wrong,
): SearchConfig['settings'] | null {
  const needed: readonly SearchSetting[] = SEARCH_METHODS[method].settings;
  if (!isRecord(settings)) {
    wrong(
      path,
      settings,
      `it must be an object${needed.length > 0 ? ` with ${needed.join(', ')}` : ', an empty one'}`,
    );
    return null;
  }
  const unknown = Object.entries(settings).filter(
    ([key]) => !needed.some((setting) => setting === key),
  );
  for (const [key, value] of unknown)
    wrong(
      `${path}.${key}`,
      value,
      `${SEARCH_METHODS[method].label} has no such setting; take it out`,
    );
  const misses = needed.filter((setting) => {
    const { lowest, highest } = SEARCH_SETTINGS[setting];
    const value = settings[setting];
    const isRight =
      Number.isInteger(value) && (value as number) >= lowest && (value as number) <= highest;
    if (!isRight)
      wrong(`${path}.${setting}`, value, `it must be a whole number from ${lowest} to ${highest}`);
    return !isRight;
  });
  if (misses.length > 0 || unknown.length > 0) return null;
  return Object.freeze(
    Object.fromEntries(needed.map((setting) => [setting, settings[setting] as number])),
  );
}
