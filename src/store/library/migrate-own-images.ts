import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { Damage, needArray, needFields } from '#archive/damage.ts';
import { valueAt } from '#core/plain-data.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { joinedImages, writtenImages } from '../strategy/own-record.ts';

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** Version 5 kept a person's images as one record each, `{ keptAt, set }`, by their digest. */
const OLD = 'strategyImages';

/** Takes the images of version 5 over, but those that cannot be read. Runs that were trained on them know their name. */
export function migrateOwnImages(
  database: IDBPDatabase,
  transaction: Upgrade,
  createTables: () => void,
): void {
  createTables();
  const old = transaction.objectStore(OLD);
  Promise.all([old.getAllKeys(), old.getAll(), transaction.objectStore('strategies').getAll()])
    .then(([keys, values, runs]) => {
      for (const [at, key] of keys.entries())
        for (const { table, key: to, value } of changesOf(String(key), values[at], runs))
          void transaction.objectStore(table).put(value, to as IDBValidKey);
      database.deleteObjectStore(OLD);
    })
    .catch(() => transaction.abort());
}

function changesOf(digest: string, value: unknown, runs: readonly unknown[]) {
  const own = runs.find((run) => valueAt(run, 'config.data.digest') === digest);
  const name = valueAt(own, 'config.data.name');
  try {
    const { keptAt, set } = needFields(value, 'the images');
    const { parts, record } = writtenImages(
      digest,
      typeof name === 'string' ? name : 'Images',
      setOf(set),
      typeof keptAt === 'number' ? keptAt : 0,
    );
    const puts = parts.map((part) => part());
    joinedImages(
      record.value,
      puts.map((put) => put.value),
    ); // throws where they would be no images
    return [...puts, record];
  } catch (error) {
    if (error instanceof Damage) return [];
    throw error;
  }
}

/** Reads a set so far that it can be written; whether it is a set of images is found out by reading it. */
function setOf(value: unknown): ImageSet {
  const fields = needFields(value, 'the images');
  const pixels = needArray(fields['pixels'], 'the pixels', Uint8Array);
  const labels = needArray(fields['labels'], 'the labels', Uint8Array);
  return { ...(fields as unknown as ImageSet), pixels, labels };
}
