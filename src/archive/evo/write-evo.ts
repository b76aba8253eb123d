import { strToU8 } from 'fflate';
import type { Catalog } from '#core/catalog.ts';
import type { StoredRun } from '../stored-run.ts';
import { bundle } from './bundle.ts';
import { columnsOf, metricsColumn } from './columns.ts';
import {
  bytesOf,
  COLUMN_NAMES,
  columnFile,
  EVO_VERSION,
  FORMAT,
  GAMES,
  HASHES,
  LINEAGE,
  METRICS,
  MOST_UNPACKED,
} from './format.ts';
import { toJson } from './json.ts';
import { writePackage } from './package.ts';

export interface EvoFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** True when the run cannot go on from this file because its checkpoint is too large for one. */
  readonly withoutCheckpoint: boolean;
}

/** A run as a file. */
export function writeEvo(run: StoredRun, catalog: Catalog): EvoFile {
  const { record, founders, generations, checkpoint, champion } = run;
  const columns = columnsOf(generations);
  const files = new Map<string, Uint8Array>(
    COLUMN_NAMES.map((name) => [columnFile(name), bytesOf(columns[name])]),
  );
  const metrics = metricsColumn(generations);
  if (metrics.names.length > 0) files.set(METRICS, bytesOf(metrics.column));
  if (generations.some(({ games }) => games))
    files.set(GAMES, strToU8(toJson(generations.map(({ games }) => games ?? null))));
  const births = [...founders, ...generations.flatMap((event) => event.births)];
  files.set(HASHES, strToU8(generations.map(({ hash }) => `${hash}\n`).join('')));
  files.set(LINEAGE, strToU8(toJson(births)));
  if (champion) {
    const { json, bin } = bundle(champion);
    files.set('champion.json', strToU8(json));
    files.set('champion.bin', bin);
  }
  // A file of a run that has ended is for looking at it.
  const kept = checkpoint && record.end === null ? bundle(checkpoint) : null;
  const size = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  const fits = kept !== null && size + kept.json.length + kept.bin.length <= MOST_UNPACKED;
  if (fits) {
    files.set('checkpoint.json', strToU8(kept.json));
    files.set('checkpoint.bin', kept.bin);
  }

  const algorithm = catalog.algorithms.find(({ id }) => id === record.config.algorithm);
  const { id, name, notes, preset, config, edits, marks, engine, device, origin } = record;
  const { createdAt, updatedAt, end, hash, champion: championRecord } = record;
  const head = {
    hyperparameters: algorithm?.hyperparameters.map((each) => each.name) ?? [],
    ...(metrics.names.length > 0 && { metrics: metrics.names }),
    run: {
      ...{ id, name, notes, preset, config, edits, marks, engine, device, origin },
      ...{ createdAt, updatedAt, end, hash, champion: champion && championRecord },
    },
  };
  const bytes = writePackage({ format: FORMAT, version: EVO_VERSION, ...head }, files, updatedAt);
  return { bytes, withoutCheckpoint: kept !== null && !fits };
}
