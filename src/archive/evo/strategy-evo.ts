import { strToU8 } from 'fflate';
import { Damage, needFields, needList } from '../damage.ts';
import { readInterval, readStrategyCheckpoint, readStrategyRecord } from '../read-strategy.ts';
import type { StoredStrategy } from '../strategy-record.ts';
import { bundle } from './bundle.ts';
import { MOST_UNPACKED } from './format.ts';
import { plain, revive, toJson } from './json.ts';
import { jsonOf, readBundle, readPackage, writePackage } from './package.ts';

/**
 * A strategy run as one file, `NAME.evo`: a zip whose manifest says what the run is (`run`), `intervals.json` with what
 * came of each interval, and what an unfinished run needs to go on (`checkpoint.json`, `checkpoint.bin`).
 */

export const STRATEGY_FORMAT = 'evolution-playground strategy run';
const VERSION = 1;

const INTERVALS = 'intervals.json';
const MOST_INTERVALS = 2000;

/** Bytes that each file may unpack to: of 16 rows and 1000 classes, and few enough to be read. */
const MOST_OF: Readonly<Record<string, number>> = {
  [INTERVALS]: 128e6,
  'checkpoint.json': 32e6,
  'checkpoint.bin': MOST_UNPACKED,
};

/** A run as a file; without its checkpoint if it has ended. */
export function writeStrategyEvo({
  record,
  intervals,
  checkpoint,
}: StoredStrategy): Uint8Array<ArrayBuffer> {
  const files = new Map<string, Uint8Array>([[INTERVALS, strToU8(toJson(intervals))]]);
  if (checkpoint && record.end === null) {
    const { json, bin } = bundle(checkpoint);
    files.set('checkpoint.json', strToU8(json));
    files.set('checkpoint.bin', bin);
  }
  const head = { format: STRATEGY_FORMAT, version: VERSION, run: plain(record) };
  return writePackage(head, files, record.updatedAt);
}

/** A run from a file, checked throughout. Throws a {@link Damage} that says what is wrong; nothing else is touched. */
export function readStrategyEvo(data: Uint8Array): StoredStrategy {
  const { manifest, files } = readPackage(data, {
    format: STRATEGY_FORMAT,
    version: VERSION,
    mostBytes: (name) => (Object.hasOwn(MOST_OF, name) ? (MOST_OF[name] ?? null) : null),
  });
  const run = needFields(revive(manifest['run']), 'the run');
  const record = readStrategyRecord({ ...run, deletedAt: null });
  const list = needList(revive(jsonOf(files, INTERVALS)), 'the intervals', MOST_INTERVALS);
  if (list.length !== record.intervals)
    throw new Damage(`it should have ${record.intervals} intervals, and has ${list.length}`);
  const intervals = list.map((event, at) => readInterval(event, at, record));
  const kept = readBundle(files, 'checkpoint');
  if (record.end !== null || kept === null)
    return {
      record: { ...record, checkpoint: null, checkpointBytes: 0 },
      intervals,
      checkpoint: null,
    };
  const checkpoint = readStrategyCheckpoint(kept, record);
  return { record: { ...record, checkpoint: checkpoint.interval }, intervals, checkpoint };
}
