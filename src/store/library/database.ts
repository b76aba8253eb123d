import { type IDBPDatabase, openDB } from 'idb';
import { isRecord } from '#core/plain-data.ts';
import { migrateFirstVersion } from './migrate-first-version.ts';
import { migrateOwnImages } from './migrate-own-images.ts';
import { type Change, type Key, type Row, TABLES, type Tables, type Within } from './tables.ts';

const NAME = 'evolution-playground';
/** 1 kept one run, the last; 2 no results of links; 3 no strategy runs; 4 no images of one's own; 5 each set whole; 6 no
 * experiments; 7 no teams; 8 no checkpoints of these. */
const VERSION = 9;

/**
 * Errors of a connection that has died: it was closed behind the page's back, as iOS does to a page that was out of sight,
 * or the browser's own storage process has ended.
 */
const DEAD = new Set(['InvalidStateError', 'AbortError', 'UnknownError']);

export interface Database extends Tables {
  close(): Promise<void>;
}

/** The library's tables in the browser's IndexedDB. The database is opened by the first call. */
export function createDatabase(): Database {
  let opening: Promise<IDBPDatabase> | null = null;

  const drop = (opened: Promise<IDBPDatabase>) => {
    if (opening === opened) opening = null;
  };

  const database = (): Promise<IDBPDatabase> => {
    if (opening) return opening;
    const opened = open(() => drop(opened));
    opened.catch(() => drop(opened)); // the next call tries again
    opening = opened;
    return opened;
  };

  /**
   * Does work on a connection. A dead connection, whether or not the browser has said so, is dropped, and the work is
   * done on a fresh one. It may be done twice, which is harmless: it reads, or puts the same once more.
   */
  async function on<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    const opened = database();
    try {
      return await work(await opened);
    } catch (error) {
      if (!(error instanceof DOMException && DEAD.has(error.name))) throw error;
      drop(opened);
      opened.then(
        (dead) => dead.close(),
        () => {},
      );
      return work(await database());
    }
  }

  return {
    get: (table, key) => on((tables) => tables.get(table, validKey(key))),
    list: (table, within) =>
      on(async (tables) => {
        const store = tables.transaction(table).store;
        const range = within && rangeOf(within);
        const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return keys.map((key, i): Row => ({ key: key as Key, value: values[i] })); // only such keys are put
      }),
    write: (changes) => on((tables) => write(tables, changes)),
    async close() {
      const opened = await opening;
      opening = null;
      opened?.close();
    },
  };
}

async function write(database: IDBPDatabase, changes: readonly Change[]): Promise<void> {
  const transaction = database.transaction(
    [...new Set(changes.map(({ table }) => table))],
    'readwrite',
  );
  try {
    for (const change of changes) {
      const store = transaction.objectStore(change.table);
      // One after the other: putting copies the value, and all at once would hold the page up.
      await carryOut(store, change);
    }
    transaction.commit(); // now, even if the page ends before it would have happened by itself
  } catch (error) {
    // It may have aborted by itself, and says so through `done` too.
    transaction.done.catch(() => {});
    if (transaction.error) throw transaction.error; // why it aborted, as for want of room
    transaction.abort();
    throw error;
  }
  await transaction.done;
}

interface Writable {
  get(key: IDBValidKey): Promise<unknown>;
  put(value: unknown, key: IDBValidKey): Promise<unknown>;
  delete(key: IDBValidKey | IDBKeyRange): Promise<unknown>;
}

async function carryOut(store: Writable, change: Change): Promise<void> {
  switch (change.kind) {
    case 'put':
      await store.put(change.value, validKey(change.key));
      break;
    case 'merge': {
      const key = validKey(change.key);
      const record = await store.get(key);
      if (isRecord(record)) await store.put({ ...record, ...change.fields }, key);
      break;
    }
    case 'delete':
      await store.delete(validKey(change.key));
      break;
    case 'clear':
      await store.delete(rangeOf(change.within));
      break;
    default:
      change satisfies never;
  }
}

function open(onClose: () => void): Promise<IDBPDatabase> {
  return openDB(NAME, VERSION, {
    upgrade(database, oldVersion, _, transaction) {
      const create = () => {
        for (const table of TABLES)
          if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
      };
      if (oldVersion === 1) migrateFirstVersion(database, transaction, create);
      else if (oldVersion === 5) migrateOwnImages(database, transaction, create);
      else create();
    },
    blocking(_, __, event) {
      // Another tab brings a newer version: its upgrade waits for this connection to close.
      (event.target as IDBDatabase).close();
      onClose();
    },
    terminated: onClose,
  });
}

const validKey = (key: Key): IDBValidKey => (typeof key === 'string' ? key : [...key]);

/** A list stands above all numbers in the order of keys. */
const rangeOf = ({ run, from, to }: Within): IDBKeyRange =>
  IDBKeyRange.bound([run, from ?? -Infinity], [run, to ?? []], false, true);
