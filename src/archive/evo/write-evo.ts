import { strToU8, type Zippable, zipSync } from 'fflate';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Catalog } from '#core/catalog.ts';
import { hasher } from '#core/hash.ts';
import type { StoredRun } from '../stored-run.ts';
import { bundle } from './bundle.ts';
import { columnsOf, metricsColumn } from './columns.ts';
import {
  bytesOf,
  COLUMN_NAMES,
  columnFile,
  EVO_VERSION,
  FORMAT,
  HASHES,
  LINEAGE,
  MANIFEST,
  METRICS,
  MOST_UNPACKED,
} from './format.ts';
import { plain, toJson } from './json.ts';

export interface EvoFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether the run cannot go on from this file because its checkpoint is too large for one. */
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
  const manifest = plain({
    format: FORMAT,
    version: EVO_VERSION,
    hyperparameters: algorithm?.hyperparameters.map((each) => each.name) ?? [],
    ...(metrics.names.length > 0 && { metrics: metrics.names }),
    run: {
      ...{ id, name, notes, preset, config, edits, marks, engine, device, origin },
      ...{ createdAt, updatedAt, end, hash, champion: champion && championRecord },
    },
    files: Object.fromEntries(
      [...files].map(([file, data]) => [
        file,
        { bytes: data.length, hash: hasher().bytes(data).hex() },
      ]),
    ),
  });
  const signed = { ...manifest, hash: hasher().text(canonicalJson(manifest)).hex() };

  const zip: Zippable = { [MANIFEST]: strToU8(JSON.stringify(signed, null, 2)) };
  // Weights hardly shrink, and there may be many of them: they are stored as they are.
  for (const [file, data] of files) zip[file] = [data, { level: file.endsWith('.bin') ? 0 : 6 }];
  const mtime = new Date(Math.max(record.updatedAt, Date.UTC(1981, 0, 1)));
  return { bytes: zipSync(zip, { mtime }), withoutCheckpoint: kept !== null && !fits };
}
