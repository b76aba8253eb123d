import { Damage, needCheckpoint } from '#archive/damage.ts';
import {
  readInterval,
  readStrategyCheckpoint,
  readStrategyRecord,
} from '#archive/read-strategy.ts';
import { LONGEST_NAME } from '#archive/run-record.ts';
import type { StoredStrategy, StrategyRecord } from '#archive/strategy-record.ts';
import type { IntervalEvent, StrategyCheckpoint } from '#protocol/strategy-run-events.ts';
import { joinedParts, putParts } from '../library/checkpoint-parts.ts';
import { type KeptItems, keptItems } from '../library/kept-items.ts';
import type { Library } from '../library/library.ts';
import type { Change } from '../library/tables.ts';

/** Strategy runs in the library's tables: a record each, its intervals, and the newest checkpoint while it goes on. */

export type Keeping = Pick<Library, 'tables' | 'claims' | 'changes' | 'shelf'>;

/** Strategy runs that this browser keeps. */
export const strategiesOf = (library: Keeping): KeptItems<StrategyRecord> =>
  keptItems(library, 'strategies', readStrategyRecord, deletion);

/** A whole run, checked; null: there is none, or it was put away. Throws a {@link Damage}. */
export async function loadStrategy(library: Keeping, id: string): Promise<StoredStrategy | null> {
  const { tables } = library;
  const record = await strategiesOf(library).get(id);
  if (!record || record.deletedAt !== null) return null;
  const [rows, parts] = await Promise.all([
    tables.list('strategyIntervals', { run: id }),
    tables.list('strategyCheckpoints', { run: id }),
  ]);
  if (rows.length < record.intervals)
    throw new Damage(`it should have ${record.intervals} intervals, and has ${rows.length}`);
  const intervals = rows
    .slice(0, record.intervals)
    .map(({ value }, interval) => readInterval(value, interval, record));
  const checkpoint =
    record.end === null && parts.length > 0
      ? joined(
          parts.map(({ value }) => value),
          record,
        )
      : null;
  return { record, intervals, checkpoint };
}

/** Joins a checkpoint of its parts. Throws a {@link Damage}. */
function joined(parts: readonly unknown[], record: StrategyRecord): StrategyCheckpoint {
  const checkpoint = joinedParts(parts);
  return needCheckpoint(() => readStrategyCheckpoint(checkpoint, record));
}

/** Lists what keeps a checkpoint in the place of the one before. */
export const putCheckpoint = (
  run: string,
  { engine, interval, state }: StrategyCheckpoint,
): readonly Change[] => putParts('strategyCheckpoints', run, { engine, interval, state });

export const clearCheckpoint = (run: string): Change => ({
  kind: 'clear',
  table: 'strategyCheckpoints',
  within: { run },
});

export const putInterval = (run: string, event: IntervalEvent): Change => ({
  kind: 'put',
  table: 'strategyIntervals',
  key: [run, event.interval],
  value: event,
});

export const putRecord = (record: StrategyRecord): Change => ({
  kind: 'put',
  table: 'strategies',
  key: record.id,
  value: record,
});

/** The same once it is there. Fields that a person may change meanwhile, and the time at which it began, stay as they are. */
export function mergeRecord(record: StrategyRecord): Change {
  const { name: _, deletedAt: __, createdAt: ___, ...fields } = record;
  return { kind: 'merge', table: 'strategies', key: fields.id, fields };
}

const deletion = (id: string): readonly Change[] => [
  { kind: 'delete', table: 'strategies', key: id },
  { kind: 'clear', table: 'strategyIntervals', within: { run: id } },
  clearCheckpoint(id),
];

export const renameStrategy = (library: Keeping, id: string, name: string): Promise<void> =>
  strategiesOf(library).edit(id, { name: name.trim().slice(0, LONGEST_NAME) });

/** Puts a whole run into the library, in one piece or not at all. Throws if there is one with its id. */
export async function addStrategy(
  library: Keeping,
  { record, intervals, checkpoint }: StoredStrategy,
): Promise<void> {
  const there = await library.tables.get('strategies', record.id);
  if (there !== undefined && readStrategyRecord(there).deletedAt === null)
    throw new RangeError(`there is a run ${record.id} already`);
  await library.tables.write([
    ...deletion(record.id), // it may have been put away
    putRecord(record),
    ...intervals.map((event) => putInterval(record.id, event)),
    ...(checkpoint ? putCheckpoint(record.id, checkpoint) : []),
  ]);
  library.changes.announce();
}
