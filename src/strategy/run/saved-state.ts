import { isRecord } from '#core/plain-data.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { ClassifierSnapshot } from '../classifier/classifiers.ts';
import type { SearchSnapshot } from '../search/row-search.ts';
import { NO_MEMORY, type RowMemory, withInterval } from '../state/memory.ts';
import type { RowTraining } from './row-training.ts';
import type { TeamSnapshot } from './team.ts';

/** State from which a run goes on, besides its configuration. */
export interface StrategyState {
  /** Intervals that are done. */
  readonly interval: number;
  readonly hash: string;
  readonly rows: readonly RowTraining[];
  /** Memory of each row, of any steering. */
  readonly memories: readonly RowMemory[];
  /** κ of each loss. */
  readonly scales: Readonly<Record<string, number>>;
  /** Teams that steer, as they have learned, by name. */
  readonly teams: Readonly<Record<string, TeamSnapshot>>;
  /** Trials of searches, and classifiers that wait, by name; absent: none steers. */
  readonly searches?: Readonly<Record<string, SearchSnapshot>>;
  readonly classifiers: ClassifierSnapshot;
}

/**
 * A state that may have lain on a disk or come in a file, as far as it has the form that a run needs; that its weights fit
 * is for the device to say. One of an earlier engine does not say what is remembered of each row: that follows from `past`,
 * what came of every row in each interval so far. Throws a RangeError.
 */
export function readStrategyState(
  state: unknown,
  config: StrategyConfig,
  past: readonly (readonly RowInterval[])[] = [],
): StrategyState {
  if (!isRecord(state)) throw damaged('it holds no state');
  const { interval, hash, rows, scales, teams, searches, classifiers } = state;
  if (!Number.isInteger(interval) || typeof hash !== 'string')
    throw damaged('what it counts cannot be read');
  const { length } = config.rows;
  const isBegun = (interval as number) > 0; // before the first interval nothing is decided
  const isWhole = Array.isArray(rows) && rows.length === (isBegun ? length : 0);
  if (!isWhole || !rows.every(isRow)) throw damaged(`it does not hold ${length} classifiers`);
  if (!isRecord(scales) || !Object.values(scales).every(Number.isFinite))
    throw damaged('its losses cannot be read');
  const memories = state['memories'] ?? memoriesOf(config, past.slice(0, interval as number));
  if (state['memories'] === undefined && past.length < (interval as number))
    throw damaged('it is that of an earlier version, and what came of its intervals is not there');
  if (!Array.isArray(memories) || memories.length !== length || !memories.every(isRecord))
    throw damaged(`it does not remember ${length} rows`);
  if (!isRecord(teams)) throw damaged('its teams cannot be read');
  if (searches !== undefined && !(isRecord(searches) && Object.values(searches).every(isSearch)))
    throw damaged('its searches cannot be read');
  if (!isRecord(classifiers)) throw damaged('it holds no weights');
  return { ...state, memories } as unknown as StrategyState; // as far as it was looked at
}

/** Returns the memory of each row after some intervals. */
const memoriesOf = (
  { rows }: StrategyConfig,
  past: readonly (readonly RowInterval[])[],
): readonly RowMemory[] =>
  rows.map((_, row) =>
    past.reduce(
      (memory, { [row]: each }) => (each ? withInterval(memory, each) : memory),
      NO_MEMORY,
    ),
  );

const isRow = (row: unknown): boolean =>
  isRecord(row) &&
  isRecord(row['choices']) &&
  isRecord(row['before']) &&
  isRecord(row['clock']) &&
  Number.isInteger(row['switchedAt']) &&
  typeof row['diverged'] === 'boolean';

const isSearch = (search: unknown): boolean =>
  isRecord(search) &&
  isRecord(search['searcher']) &&
  Array.isArray(search['held']) &&
  search['held'].every(isRecord) &&
  isRecord(search['waiting']) &&
  (search['best'] === null || isRecord(search['best']));

const damaged = (what: string) => new RangeError(`the checkpoint is damaged: ${what}`);

/** A team's or a search's part of a checkpoint. Throws a RangeError where it is not there. */
export function savedOf<T>(
  saved: Readonly<Record<string, T>> | undefined,
  kind: 'team' | 'search',
  name: string,
): T {
  const snapshot = saved?.[name];
  if (!snapshot) throw new RangeError(`the checkpoint is damaged: it holds no ${kind} '${name}'`);
  return snapshot;
}
