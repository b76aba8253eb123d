import { strFromU8 } from 'fflate';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import { hasher } from '#core/hash.ts';
import type { Birth } from '#core/lineage.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { GenerationEvent } from '#protocol/messages.ts';
import { Damage, needFields, needInteger, needList, needText } from '../damage.ts';
import { checkCheckpoint } from '../read-checkpoint.ts';
import { checkChampion } from '../read-individual.ts';
import {
  checkLineage,
  checkWidth,
  MOST_METRICS,
  needMetricName,
  readBirths,
  readGeneration,
  readMarks,
  readRunRecord,
} from '../read-run.ts';
import { advance, beginRecord, type RunRecord } from '../run-record.ts';
import type { StoredRun } from '../stored-run.ts';
import { unbundle } from './bundle.ts';
import { generationsOf, metricsOf } from './columns.ts';
import {
  COLUMN_NAMES,
  COLUMNS,
  type Columns,
  columnFile,
  EVO_VERSION,
  FORMAT,
  HASHES,
  LINEAGE,
  MANIFEST,
  METRICS,
  MOST_PACKED,
  MOST_UNPACKED,
  mostBytes,
  numbersOf,
} from './format.ts';
import { parseJson, revive } from './json.ts';
import { unzipBounded } from './unzip-bounded.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A run from a file, checked throughout: sizes before anything is unpacked, then every file's hash, then what they say
 * and whether it fits together. Throws a {@link Damage} that says what is wrong; nothing else is touched.
 */
export function readEvo(data: Uint8Array, catalog: Catalog): StoredRun {
  if (data.length > MOST_PACKED)
    throw new Damage(`it has ${data.length} bytes; there may be ${MOST_PACKED}`);
  const manifest = readManifest(data);
  const files = readFiles(data, needFields(manifest['files'], 'the list of files'));
  const [founders, births] = readLineage(files);
  const columns = readColumns(files);
  const hashes = textOf(files, HASHES).split('\n').slice(0, -1);
  const metrics = readMetrics(files, manifest['metrics'], columns.sizes);
  const generations = generationsOf(columns, births, hashes).map((event, generation) =>
    readGeneration({ ...event, metrics: metrics?.[generation] }, generation),
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

/** Its own hash is checked before any of it is believed, but for the version: a newer one may be built otherwise. */
function readManifest(data: Uint8Array): Fields {
  const files = unzipBounded(data, (name) => (name === MANIFEST ? mostBytes(name) : null));
  const found = files.get(MANIFEST);
  if (!found) throw new Damage('it has no manifest: it is no run of this page');
  const { hash, ...manifest } = needFields(json(found, MANIFEST), 'the manifest');
  if (manifest['format'] !== FORMAT) throw new Damage('it is no run of this page');
  const version = needInteger(manifest['version'], 'its version', 1, 1e6);
  if (version > EVO_VERSION)
    throw new Damage(
      `it was made by a newer version of this page (format ${version}; this page reads up to ${EVO_VERSION}). Reload the page to get the newest one`,
    );
  if (hash !== hasher().text(canonicalJson(manifest)).hex())
    throw new Damage('its manifest was changed');
  return manifest;
}

function readFiles(data: Uint8Array, listed: Fields): ReadonlyMap<string, Uint8Array> {
  let room = MOST_UNPACKED;
  const entries = new Map<string, { readonly bytes: number; readonly hash: string }>();
  for (const [name, value] of Object.entries(listed)) {
    const most = mostBytes(name);
    if (most === null) continue; // whatever it is, it is not needed
    const entry = needFields(value, `the entry of ${name}`);
    const bytes = needInteger(entry['bytes'], `the size of ${name}`, 0, most);
    entries.set(name, { bytes, hash: needText(entry['hash'], `the hash of ${name}`) });
    room -= bytes;
  }
  if (room < 0) throw new Damage(`it would unpack to more than ${MOST_UNPACKED} bytes`);
  const files = unzipBounded(data, (name) => entries.get(name)?.bytes ?? null);
  for (const [name, { bytes, hash }] of entries) {
    const file = files.get(name);
    if (!file) throw new Damage(`${name} is missing`);
    if (file.length !== bytes || hasher().bytes(file).hex() !== hash)
      throw new Damage(`${name} was changed`);
  }
  return files;
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

/** What updates measured, by generation; null: it was not kept. */
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
  const all = needList(revive(json(fileOf(files, LINEAGE), LINEAGE)), 'the lineage', 200_000);
  const births = readBirths(all, 'the lineage', 200_000);
  return [
    births.filter(({ generation }) => generation === 0),
    births.filter(({ generation }) => generation > 0),
  ];
}

/** The record is made anew of the history, so that both say the same. */
function readRecord(run: Fields, generations: readonly GenerationEvent[]): RunRecord {
  const { updatedAt, end, hash } = run;
  const now = needInteger(updatedAt, 'when it was last changed', 0, 8.64e15);
  const blank = beginRecord({
    id: run['id'] as string,
    config: run['config'] as RunRecord['config'],
    preset: null,
    engine: '',
    device: null,
    now,
  });
  // Whatever was taken on trust above is checked here.
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

function readBundle(files: ReadonlyMap<string, Uint8Array>, name: string): unknown {
  const head = files.get(`${name}.json`);
  if (!head) return null;
  return unbundle(json(head, `${name}.json`), fileOf(files, `${name}.bin`), `the ${name}`);
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const file = files.get(name);
  if (!file) throw new Damage(`${name} is missing`);
  return file;
}

const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  strFromU8(fileOf(files, name));

const json = (data: Uint8Array, name: string): unknown => parseJson(strFromU8(data), name);
