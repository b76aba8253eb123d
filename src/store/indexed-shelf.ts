import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';
import { liftArrays, lowerArrays, portions } from './lifted-arrays.ts';
import { completeGenerations, type Shelf } from './saved-run.ts';

const NAME = 'evolution-playground';
const VERSION = 1;
/** Storage that does not answer within this, ms, keeps nobody waiting. */
const PATIENCE = 1500;

/** Writing copies what is written: at most so many bytes in one task of the page. */
const PORTION = 500_000;
const STORES = ['run', 'arrays', 'generations'];

interface RunRecord {
  /** Of the run: another tab may have put its own generations beside it. */
  readonly token: string;
  readonly founders: readonly Birth[];
  /** Its typed arrays lie in 'arrays', portion by portion. */
  readonly checkpoint: Checkpoint;
}

interface GenerationRecord {
  readonly token: string;
  readonly event: GenerationEvent;
}

/** The shelf in the browser's IndexedDB. */
export function createIndexedShelf(): Shelf {
  let token: string = crypto.randomUUID();
  let founders: readonly Birth[] = [];
  let opening: Promise<IDBDatabase> | null = null;

  const database = (): Promise<IDBDatabase> => {
    opening ??= openDatabase();
    return opening;
  };

  /** Does something in one transaction; settles when that is on the disk. */
  async function write(work: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = (await database()).transaction(STORES, 'readwrite');
    work(transaction);
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  const clear = () =>
    write((transaction) => {
      for (const store of STORES) transaction.objectStore(store).clear();
    });

  function writeCheckpoint(transaction: IDBTransaction, checkpoint: Checkpoint): void {
    const { skeleton, arrays } = liftArrays(checkpoint.state);
    const record: RunRecord = { token, founders, checkpoint: { ...checkpoint, state: skeleton } };
    const waiting = portions(arrays, PORTION);
    const store = transaction.objectStore('arrays');
    store.clear();
    const next = (request: IDBRequest) => {
      request.onsuccess = () => {
        const portion = waiting.shift();
        if (portion) next(store.add(portion));
      };
    };
    next(transaction.objectStore('run').put(record, 'last'));
  }

  async function read() {
    const transaction = (await database()).transaction(STORES, 'readonly');
    const [record, arrays, records] = await Promise.all([
      answerOf<RunRecord | undefined>(transaction.objectStore('run').get('last')),
      answerOf<ArrayBufferView[][]>(transaction.objectStore('arrays').getAll()),
      answerOf<GenerationRecord[]>(transaction.objectStore('generations').getAll()),
    ]);
    if (!record) return null;
    const own = records.filter((each) => each.token === record.token).map(({ event }) => event);
    const generations = completeGenerations(own, record.checkpoint);
    if (!generations) return null;
    ({ token, founders } = record);
    const state = lowerArrays({ skeleton: record.checkpoint.state, arrays: arrays.flat() });
    return { founders, generations, checkpoint: { ...record.checkpoint, state } };
  }

  return {
    load() {
      const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
      // What cannot be read is as good as not there.
      return Promise.race([read().catch(() => null), late]);
    },
    begin(born) {
      token = crypto.randomUUID();
      founders = born;
      return clear();
    },
    addGeneration: (event) =>
      write((transaction) => {
        transaction.objectStore('generations').put({ token, event }, event.generation);
      }),
    setCheckpoint: (checkpoint) => write((transaction) => writeCheckpoint(transaction, checkpoint)),
    clear,
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('run');
    request.result.createObjectStore('arrays', { autoIncrement: true });
    request.result.createObjectStore('generations');
  };
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
