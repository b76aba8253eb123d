import { advanceStrategy, beginStrategy, type StrategyRecord } from '#archive/strategy-record.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type {
  IntervalEvent,
  StrategyCheckpoint,
  StrategyFinished,
} from '#protocol/strategy-run-events.ts';
import { storageFailure } from '../library/storage-words.ts';
import type { Change } from '../library/tables.ts';
import {
  clearCheckpoint,
  type Keeping,
  mergeRecord,
  putCheckpoint,
  putInterval,
  putRecord,
} from './kept-runs.ts';
import type { StrategyClient, StrategyLab } from './strategy-lab.ts';

/** Checkpoints are large: written at most this often, ms. */
const CHECKPOINT_MS = 2000;
/** After a failure the next try comes so much later, ms. */
const RETRY_MS = 10_000;

/** Keeps one run while it goes on. Writing never holds the run up, and what fails is tried again. */
interface Writer {
  readonly id: string;
  add(event: IntervalEvent | StrategyFinished | StrategyCheckpoint): void;
  /** Persons have chosen otherwise. */
  change(config: StrategyConfig): void;
  /** Writes what waits and leaves the run to others. */
  close(): Promise<void>;
}

/**
 * Keeps every strategy run in the library from its first interval on. A library that fails (a full disk) is told once;
 * the run goes on, and what could not be kept is kept as soon as there is room.
 */
export function autosaveStrategy(
  lab: Pick<StrategyLab, 'store' | 'notify'>,
  client: Pick<StrategyClient, 'listen'>,
  library: Keeping,
): () => void {
  let writer: Writer | null = null;
  const close = () => {
    void writer?.close();
    writer = null;
  };
  const stopWatching = lab.store.subscribe(({ runId }) => {
    if (writer && runId !== writer.id) close(); // another run is shown: this one is left
  });
  const stopListening = client.listen((event) => {
    const { run } = lab.store.getState();
    if (!('run' in event) || event.run !== run) return;
    switch (event.kind) {
      case 'started':
        writer ??= createWriter(lab, library, event.interval);
        break;
      case 'interval':
        writer?.add(event);
        break;
      case 'checkpoint':
        writer?.add(event.checkpoint);
        break;
      case 'handed': {
        const { config } = lab.store.getState();
        if (config) writer?.change(config);
        break;
      }
      case 'finished':
        writer?.add(event);
        close();
        break;
      default:
    }
  });
  return () => {
    stopWatching();
    stopListening();
    close();
  };
}

function createWriter(
  { store, notify }: Pick<StrategyLab, 'store' | 'notify'>,
  library: Keeping,
  /** Intervals that the run has behind it. */
  behind: number,
): Writer | null {
  const { runId: id, runPreset: preset, runEngine: engine, started, intervals } = store.getState();
  if (id === null || !started) return null;
  const before = intervals.slice(0, behind);
  let record: StrategyRecord = before.reduce(
    (each, event) => advanceStrategy(each, event, Date.now()),
    beginStrategy({ id, preset, engine, started, now: Date.now() }),
  );
  /** All of this run that was told, for a library that has lost it, and how much of it is there. */
  let known: readonly IntervalEvent[] = before;
  let kept = behind;
  let checkpoint: StrategyCheckpoint | null = null;
  let checkpointMs = -Infinity;
  let isDue = false;
  let failed = false;
  let closed = false;
  let writing: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const claimed = library.claims.take(id);
  claimed.catch(() => {}); // said by the first write

  const flush = (): Promise<void> => {
    writing ??= write().finally(() => {
      writing = null;
      if (isDue && !failed) void flush();
    });
    return writing;
  };

  async function write(): Promise<void> {
    isDue = false;
    if (record.intervals === 0) return; // not worth keeping
    const due = closed || performance.now() - checkpointMs >= CHECKPOINT_MS;
    const newest = due ? checkpoint : null;
    try {
      if (!(await claimed)) throw new DOMException('another tab writes this run', 'LockError');
      const isThere = (await library.tables.get('strategies', id as string)) !== undefined;
      const [now, events] = [record, known];
      await library.tables.write(changesOf(now, events.slice(isThere ? kept : 0), newest, isThere));
      kept = events.length;
      if (newest) checkpointMs = performance.now();
      if (checkpoint === newest) checkpoint = null;
      else if (checkpoint) later(checkpointMs + CHECKPOINT_MS - performance.now());
      if (failed) notify('There is room again: the run is being kept.');
      failed = false;
      library.changes.announce();
    } catch (error) {
      if (!failed) notify(storageFailure(error));
      failed = true;
      later(RETRY_MS);
    }
  }

  function changesOf(
    now: StrategyRecord,
    events: readonly IntervalEvent[],
    newest: StrategyCheckpoint | null,
    isThere: boolean,
  ): readonly Change[] {
    return [
      ...events.map((event) => putInterval(now.id, event)),
      ...(newest ? putCheckpoint(now.id, newest) : []),
      ...(now.end === null ? [] : [clearCheckpoint(now.id)]),
      isThere ? mergeRecord(now) : putRecord(now),
    ];
  }

  function later(ms: number): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), Math.max(0, ms));
  }

  return {
    id,
    add(event) {
      if ('kind' in event && event.kind === 'interval') {
        known = [...known.slice(0, event.interval), event];
        kept = Math.min(kept, event.interval);
      } else if (!('kind' in event)) checkpoint = event;
      else checkpoint = null; // an ended run does not go on
      record = advanceStrategy(record, event, Date.now());
      isDue = true;
      if (!failed) void flush();
    },
    change(config) {
      record = { ...record, config };
      isDue = true;
      if (!failed) void flush();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
      await flush();
      if (await claimed.catch(() => false)) library.claims.release(id);
      library.changes.announce();
    },
  };
}
