import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, GenerationEvent } from '#protocol/messages.ts';
import { completeGenerations, type Shelf } from './saved-run.ts';

const NAME = 'evolution-playground';
const VERSION = 1;
/** Storage that does not answer within this, ms, keeps nobody waiting. */
const PATIENCE = 1500;

interface RunRecord {
  /** Of the run: another tab may have put its own generations beside it. */
  readonly token: string;
  readonly founders: readonly Birth[];
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
  async function write(work: (run: IDBObjectStore, generations: IDBObjectStore) => void) {
    const transaction = (await database()).transaction(['run', 'generations'], 'readwrite');
    work(transaction.objectStore('run'), transaction.objectStore('generations'));
    return new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async function read() {
    const transaction = (await database()).transaction(['run', 'generations'], 'readonly');
    const [record, records] = await Promise.all([
      answerOf<RunRecord | undefined>(transaction.objectStore('run').get('last')),
      answerOf<GenerationRecord[]>(transaction.objectStore('generations').getAll()),
    ]);
    if (!record) return null;
    const own = records.filter((each) => each.token === record.token).map(({ event }) => event);
    const generations = completeGenerations(own, record.checkpoint);
    if (!generations) return null;
    ({ token, founders } = record);
    return { founders, generations, checkpoint: record.checkpoint };
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
      return write((run, generations) => {
        run.clear();
        generations.clear();
      });
    },
    addGeneration: (event) =>
      write((_, generations) => generations.put({ token, event }, event.generation)),
    setCheckpoint: (checkpoint) => write((run) => run.put({ token, founders, checkpoint }, 'last')),
    clear: () =>
      write((run, generations) => {
        run.clear();
        generations.clear();
      }),
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('run');
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
