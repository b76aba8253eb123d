import { strFromU8 } from 'fflate';
import type { Catalog } from '#core/catalog.ts';
import type { Birth } from '#core/lineage.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { checkLineage, checkWidth } from '../check-history.ts';
import { Damage, needDate, needFields, needList } from '../damage.ts';
import { readBirths } from '../read-births.ts';
import { checkCheckpoint } from '../read-checkpoint.ts';
import { MOST_METRICS, needMetricName, readGeneration } from '../read-generation.ts';
import { checkChampion } from '../read-individual.ts';
import { readMarks, readRunRecord } from '../read-run.ts';
import { advance, beginRecord, type RunRecord } from '../run-record.ts';
import type { StoredRun } from '../stored-run.ts';
import { generationsOf, metricsOf } from './columns.ts';
import {
  COLUMN_NAMES,
  COLUMNS,
  type Columns,
  columnFile,
  EVO_VERSION,
  FORMAT,
  GAMES,
  HASHES,
  LINEAGE,
  METRICS,
  mostBytes,
  numbersOf,
} from './format.ts';
import { revive } from './json.ts';
import { fileOf, jsonOf, readBundle, readPackage } from './package.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A run from a file, checked throughout: sizes before anything is unpacked, then every file's hash, then what they say
 * and whether it fits together. Throws a {@link Damage} that says what is wrong; nothing else is touched.
 */
export function readEvo(data: Uint8Array, catalog: Catalog): StoredRun {
  const { manifest, files } = readPackage(data, {
    format: FORMAT,
    version: EVO_VERSION,
    mostBytes,
  });
  const [founders, births] = readLineage(files);
  const columns = readColumns(files);
  const hashes = textOf(files, HASHES).split('\n').slice(0, -1);
  const told = generationsOf(columns, births, hashes);
  const metrics = readMetrics(files, manifest['metrics'], columns.sizes);
  const games = files.has(GAMES)
    ? needList(revive(jsonOf(files, GAMES)), 'the games', told.length)
    : null;
  const generations = told.map((event, generation) =>
    readGeneration(
      { ...event, metrics: metrics?.[generation], games: games?.[generation] ?? undefined },
      generation,
    ),
  );
  checkLineage(founders, generations);
  const run = needFields(revive(manifest['run']), 'the run');
  const record = readRecord(run, generations);
  const parsed = parseRunConfig(record.config, catalog);
  if (!parsed.ok) {
    const problems = parsed.problems.map(({ message }) => message).join(' ');
    throw new Damage(`its settings cannot run here: ${problems.replace(/\.$/, '')}`);
  }
  checkWidth(generations, Object.keys(parsed.config.hyperparameters).length);
  const kept = readBundle(files, 'checkpoint');
  if (kept !== null && record.end !== null)
    throw new Damage('it has ended, and yet has a checkpoint to go on from');
  const checkpoint = kept === null ? null : checkCheckpoint(kept, record);
  const best = readBundle(files, 'champion');
  const champion = best === null ? null : checkChampion(best, record);
  if (champion === null && record.champion !== null) throw new Damage('its champion is missing');
  const complete = checkpoint
    ? advance(record, { kind: 'checkpoint', run: 0, checkpoint }, record.updatedAt)
    : record;
  return { record: complete, founders, generations, checkpoint, champion, problem: null };
}

function readColumns(files: ReadonlyMap<string, Uint8Array>): Columns {
  const columns = COLUMN_NAMES.map((name) => {
    const bytes = fileOf(files, columnFile(name));
    try {
      return [name, numbersOf(COLUMNS[name], bytes)];
    } catch {
      throw new Damage(`${columnFile(name)} ends within a number`);
    }
  });
  return Object.fromEntries(columns) as Columns; // every name, each of its type
}

/** Reads the metrics of updates by generation; null where none were kept. */
function readMetrics(
  files: ReadonlyMap<string, Uint8Array>,
  named: unknown,
  sizes: Int32Array,
): ReturnType<typeof metricsOf> | null {
  if (named === undefined) return null;
  const names = needList(named, 'the list of metrics', MOST_METRICS).map((name) =>
    needMetricName(name, 'a name of a metric'),
  );
  const bytes = fileOf(files, METRICS);
  if (bytes.length % Float64Array.BYTES_PER_ELEMENT !== 0)
    throw new Damage(`${METRICS} ends within a number`);
  return metricsOf(names, numbersOf('f64', bytes) as Float64Array, sizes);
}

/** Founders, and who was born after them. */
function readLineage(files: ReadonlyMap<string, Uint8Array>): [readonly Birth[], readonly Birth[]] {
  const all = needList(revive(jsonOf(files, LINEAGE)), 'the lineage', 200_000);
  const births = readBirths(all, 'the lineage', 200_000);
  return [
    births.filter(({ generation }) => generation === 0),
    births.filter(({ generation }) => generation > 0),
  ];
}

/** The record is made anew of the history, so that both say the same. */
function readRecord(run: Fields, generations: readonly GenerationEvent[]): RunRecord {
  const { updatedAt, end, hash } = run;
  const now = needDate(updatedAt, 'when it was last changed');
  const blank = beginRecord({
    id: run['id'] as string,
    config: run['config'] as RunRecord['config'],
    preset: null,
    engine: '',
    device: null,
    now,
  });
  // Here everything is checked that was taken on trust above.
  const begun = readRunRecord({
    ...blank,
    ...run,
    marks: [],
    generations: 0,
    best: [],
    steps: 0,
    elapsedMs: 0,
    checkpoint: null,
    historyBytes: 0,
    checkpointBytes: 0,
    deletedAt: null,
    hash: '',
    end,
  });
  const record = generations.reduce((before, event) => advance(before, event, now), begun);
  if (record.hash !== hash) throw new Damage('its hash is not that of its last generation');
  return { ...record, marks: readMarks(run['marks'], generations.length) };
}

const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  strFromU8(fileOf(files, name));
