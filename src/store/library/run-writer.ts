import { readRunRecord } from '#archive/read-run.ts';
import { advance, type KeptEvent, type RunRecord } from '#archive/run-record.ts';
import type { StoredRun } from '#archive/stored-run.ts';
import type { Birth } from '#core/lineage.ts';
import type { Checkpoint, DeviceReport, GenerationEvent, Individual } from '#protocol/messages.ts';
import { paced } from '../paced.ts';
import type { Library } from './library.ts';
import {
  mergeRecord,
  putChampion,
  putCheckpoint,
  putFounders,
  putGeneration,
  putRecord,
} from './run-tables.ts';
import type { Change } from './tables.ts';

/** Generations are written at most this often, several at a time, ms. */
const WRITE_MS = 250;
/** Checkpoints are large: written at most this often, ms. */
const CHECKPOINT_MS = 2000;
/** After a failure the next try comes so much later, ms. Unwritten events wait. */
const RETRY_MS = 10_000;

/** The run of a writer: a new one, or one of the library that goes on. */
export type Opening =
  | {
      readonly kind: 'new';
      readonly record: RunRecord;
      readonly founders: readonly Birth[];
      /** Generations that it shares with the run it branched off from. */
      readonly past?: readonly GenerationEvent[];
    }
  | {
      readonly kind: 'kept';
      readonly id: string;
      readonly generation: number;
      /** On which it goes on. */
      readonly device: DeviceReport;
    };

/** A run as it stands. */
export type WholeRun = Pick<StoredRun, 'record' | 'founders' | 'generations'>;

export interface WriterReport {
  /** Nothing could be written, for the first time since the last success. */
  onFailure(error: unknown): void;
  /** Called when everything that waited has been written. */
  onRecovery(): void;
  /** The whole run, for a library that has lost it: its site data were cleared. Null: it is not known any more. */
  whole(): WholeRun | null;
}

export type RunWriter = ReturnType<typeof createRunWriter>;

/** Keeps one run in the library while it goes on. Writing never holds the run up, and what fails is tried again. */
export function createRunWriter(
  library: Library,
  opening: Opening,
  { onFailure, onRecovery, whole }: WriterReport,
) {
  const id = opening.kind === 'new' ? opening.record.id : opening.id;
  let record: RunRecord | null = opening.kind === 'new' ? opening.record : null;
  /** Events that are not written yet, in order. */
  let waiting: KeptEvent[] =
    opening.kind === 'kept'
      ? [{ kind: 'rewound', generation: opening.generation, device: opening.device }]
      : [...(opening.past ?? [])];
  let checkpoint: Checkpoint | null = null;
  /** Champion that came last. */
  let champion: Individual | null = null;
  let isKept = opening.kind === 'kept';
  let checkpointMs = -Infinity;
  let writing: Promise<void> | null = null;
  let failed = false;
  let closed = false;
  const claimed = library.claims.take(id);
  claimed.catch(() => {}); // said by the first write
  const pace = paced(WRITE_MS, () => void flush());
  let retry: ReturnType<typeof setTimeout> | undefined;

  function flush(): Promise<void> {
    writing ??= write().finally(() => {
      writing = null;
    });
    return writing;
  }

  async function write(): Promise<void> {
    let events: readonly KeptEvent[] = [...waiting]; // more may come while they are written
    const due = closed || performance.now() - checkpointMs >= CHECKPOINT_MS;
    const newest = due ? checkpoint : null;
    if (events.length === 0 && !newest) return;
    try {
      if (!(await claimed)) throw new DOMException('another tab writes this run', 'LockError');
      const found = isKept ? await library.tables.get('runs', id) : undefined;
      const lost = isKept && found === undefined ? whole() : null;
      if (lost)
        events = [...waiting]; // it holds what they tell
      else record ??= readRunRecord(found);
      const { changes, next } = lost
        ? changesAnew(lost, newest)
        : changesOf(record as RunRecord, events, newest); // known, or read just now
      if (changes.length === 0) return;
      await library.tables.write(changes);
      record = next;
      isKept = true;
      waiting = waiting.slice(events.length);
      if (newest) checkpointMs = performance.now();
      if (checkpoint === newest) checkpoint = null;
      if (failed) onRecovery();
      failed = false;
      library.changes.announce();
      if (waiting.length > 0) later(WRITE_MS);
      else if (checkpoint) later(checkpointMs + CHECKPOINT_MS - performance.now());
    } catch (error) {
      if (!failed) onFailure(error);
      failed = true;
      later(RETRY_MS);
    }
  }

  function later(ms: number): void {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => void flush(), ms);
  }

  /** A run of no generation is not worth keeping: its record comes with the first. */
  function changesOf(before: RunRecord, events: readonly KeptEvent[], newest: Checkpoint | null) {
    const now = Date.now();
    const next = events.reduce((each, event) => advance(each, event, now), before);
    if (next.generations === 0) return { changes: [], next };
    const changes: Change[] = [];
    if (!isKept && opening.kind === 'new') changes.push(putFounders(id, opening.founders));
    for (const event of events)
      if (event.kind === 'generation') changes.push(putGeneration(id, event));
    const crowned = events.findLast(
      (event) =>
        event.kind === 'champion' &&
        event.champion.individual.generation === next.champion?.generation,
    );
    if (crowned?.kind === 'champion') changes.push(putChampion(id, crowned.champion.individual));
    return withCheckpoint(changes, next, newest, isKept ? mergeRecord : putRecord);
  }

  /** The library has nothing of the run: all that is known of it. */
  function changesAnew({ record, founders, generations }: WholeRun, newest: Checkpoint | null) {
    const isKnown = champion !== null && champion.generation === record.champion?.generation;
    const changes = [
      putFounders(id, founders),
      ...generations.map((event) => putGeneration(id, event)),
      ...(champion && isKnown ? [putChampion(id, champion)] : []),
    ];
    const next = isKnown ? record : { ...record, champion: null };
    return withCheckpoint(changes, next, newest, putRecord);
  }

  function withCheckpoint(
    changes: readonly Change[],
    record: RunRecord,
    newest: Checkpoint | null,
    put: (record: RunRecord) => Change,
  ) {
    if (!newest) return { changes: [...changes, put(record)], next: record };
    const next = advance(record, { kind: 'checkpoint', run: 0, checkpoint: newest }, Date.now());
    return { changes: [...changes, ...putCheckpoint(id, newest), put(next)], next };
  }

  return {
    add(event: KeptEvent): void {
      if (event.kind === 'champion') champion = event.champion.individual;
      if (event.kind === 'checkpoint') checkpoint = event.checkpoint;
      else waiting.push(event);
      if (!failed) pace.soon();
    },
    /** Writes what waits and leaves the run to others; settles when that is done or has failed. */
    async close(): Promise<void> {
      closed = true;
      pace.stop();
      clearTimeout(retry);
      await writing;
      await flush();
      if (record?.end) await library.thinCheckpoints().catch(onFailure);
      if (await claimed.catch(() => false)) library.claims.release(id);
      library.changes.announce();
    },
  };
}
