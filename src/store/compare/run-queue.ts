import { createStore } from 'zustand/vanilla';
import { lossMark, markedAt } from '#archive/marks.ts';
import { advance, beginRecord, type RunRecord } from '#archive/run-record.ts';
import { type Summary, summarise } from '#archive/summary.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { Event, GenerationEvent } from '#protocol/messages.ts';
import type { Library } from '../library/library.ts';
import { createRunWriter, type RunWriter } from '../library/run-writer.ts';
import { storageFailure } from '../library/storage-words.ts';
import { newId } from '../new-id.ts';
import { paced } from '../paced.ts';
import type { RunCurve } from './run-curve.ts';

/** Progress is told at most this often, ms. */
const PUBLISH_MS = 250;

/** A run to do, being done or done. */
export interface QueuedRun {
  /** Id of the run in the library. */
  readonly id: string;
  readonly config: RunConfig;
  readonly preset: string | null;
  readonly status: 'waiting' | 'running' | 'finished' | 'failed' | 'cancelled';
  readonly generations: number;
  /** Reason for which it failed; '' unless it did. */
  readonly message: string;
}

export interface QueueState {
  readonly runs: readonly QueuedRun[];
  /** Failure of the library to keep a run, in words; '' without one. */
  readonly storage: string;
  /** Rises as runs grow. */
  readonly version: number;
}

export type RunQueue = ReturnType<typeof createRunQueue>;

const WAITING = { status: 'waiting', generations: 0, message: '' } as const;

/** A run that the engine has, or is to have. */
interface Active extends Pick<QueuedRun, 'id' | 'config' | 'preset'> {
  readonly number: number;
  writer: RunWriter | null;
  /** Its generations, for a library that has lost them. */
  readonly events: GenerationEvent[];
  /** True when it has ended and its last generations are being written. */
  isEnding: boolean;
}

const begun = ({ id, config, preset }: QueuedRun, number: number): Active => ({
  ...{ id, config, preset, number },
  writer: null,
  events: [],
  isEnding: false,
});

/** Runs done one after another in an engine of their own, each kept in the library. */
export function createRunQueue(openEngine: () => EngineClient, library: Library) {
  const store = createStore<QueueState>(() => ({ runs: [], storage: '', version: 0 }));
  const grown = new Map<string, { record: RunRecord; readonly summaries: Summary[] }>();
  let engine: EngineClient | null = null;
  let version = ''; // of the engine, once it is ready
  let active: Active | null = null;
  let numbers = 0;

  const publication = paced(PUBLISH_MS, () =>
    store.setState((state) => ({
      version: state.version + 1,
      runs: state.runs.map((run) => ({
        ...run,
        generations: grown.get(run.id)?.summaries.length ?? run.generations,
      })),
    })),
  );
  const change = (id: string, part: Partial<QueuedRun>) => {
    store.setState(({ runs }) => ({
      runs: runs.map((run) => (run.id === id ? { ...run, ...part } : run)),
    }));
    publication.now();
  };

  const firstWaiting = () => store.getState().runs.find(({ status }) => status === 'waiting');

  function next(): void {
    const waiting = firstWaiting();
    if (active || version === '') return;
    if (!waiting) {
      leaveEngine(); // threads that have nothing to do should not be there
      return;
    }
    active = begun(waiting, ++numbers);
    const { id, number: run, config } = active;
    change(id, { status: 'running' });
    engine?.send({ kind: 'start', run, config, paused: false });
  }

  function leaveEngine(): void {
    engine?.dispose();
    [engine, version] = [null, ''];
  }

  function wake(): void {
    if (!engine) {
      engine = openEngine();
      engine.listen(hear);
      engine.open();
    }
    next();
  }

  /** A run is over when the library has all of it: a visitor who reads that it has finished may leave the page. */
  async function end(it: Active, status: 'finished' | 'failed', message = ''): Promise<void> {
    it.isEnding = true;
    await it.writer?.close();
    if (active === it) active = null;
    const { runs } = store.getState();
    const isCancelled = runs.find(({ id }) => id === it.id)?.status === 'cancelled';
    change(it.id, { status: isCancelled ? 'cancelled' : status, message });
    if (firstWaiting()) wake();
    else next();
  }

  function hear(event: Event): void {
    if (event.kind === 'ready') {
      version = event.catalog.engine;
      next();
      return;
    }
    if (event.kind === 'failed' && (event.run === active?.number || event.run === 0)) {
      const waiting = firstWaiting(); // it fails where the engine failed before any run began
      const failed = active ?? (waiting && begun(waiting, 0));
      leaveEngine();
      if (failed && !failed.isEnding) void end(failed, 'failed', event.message);
      return;
    }
    if (!active || event.kind === 'devices' || !('run' in event) || event.run !== active.number)
      return;
    take(active, event);
  }

  function take(it: Active, event: Event): void {
    switch (event.kind) {
      case 'started': {
        const record = beginRecord({
          id: it.id,
          config: event.initial,
          preset: it.preset,
          engine: version,
          device: event.device,
          now: Date.now(),
        });
        grown.set(it.id, { record, summaries: [] });
        it.writer = createRunWriter(
          library,
          { kind: 'new', founders: event.founders, record },
          {
            onFailure: (error) => store.setState({ storage: storageFailure(error) }),
            onRecovery: () => store.setState({ storage: '' }),
            whole: () => {
              const run = grown.get(it.id);
              return run
                ? { record: run.record, founders: event.founders, generations: it.events }
                : null;
            },
          },
        );
        break;
      }
      case 'progress':
        engine?.send({ kind: 'acknowledge' });
        break;
      case 'recovered': {
        const run = grown.get(it.id);
        if (!run) break;
        const { generation, device } = event;
        const marks = markedAt(run.record.marks, lossMark(event));
        for (const kept of [
          { kind: 'rewound', generation, device },
          { kind: 'marked', marks },
        ] as const) {
          run.record = advance(run.record, kept, Date.now());
          it.writer?.add(kept);
        }
        run.summaries.length = run.record.generations;
        it.events.length = run.record.generations;
        publication.soon();
        break;
      }
      case 'champion':
      case 'generation':
      case 'finished': {
        const run = grown.get(it.id);
        if (!run) break;
        run.record = advance(run.record, event, Date.now());
        if (event.kind === 'generation') {
          it.events.push(event);
          run.summaries.push(summarise(event, run.summaries.at(-1)));
          publication.soon();
        }
        it.writer?.add(event);
        if (event.kind === 'finished') void end(it, 'finished');
        break;
      }
      case 'refused':
        void end(it, 'failed', event.problems.map(({ message }) => message).join(' '));
        break;
      default:
    }
  }

  return {
    store,
    /** Puts runs at the end of the queue; their ids, in order. */
    add(configs: readonly RunConfig[], preset: string | null): readonly string[] {
      const added = configs.map(
        (config): QueuedRun => ({ ...WAITING, id: newId(), config, preset }),
      );
      store.setState(({ runs }) => ({ runs: [...runs, ...added] }));
      wake();
      return added.map(({ id }) => id);
    },
    /** Ends a run, or takes it out before it has begun. Its evaluated generations are kept. */
    cancel(id: string): void {
      const run = store.getState().runs.find((each) => each.id === id);
      if (run?.status !== 'waiting' && run?.status !== 'running') return;
      if (active?.id === id && active.isEnding) return;
      change(id, { status: 'cancelled' });
      if (active?.id === id) engine?.send({ kind: 'stop' });
      else next();
    },
    /** Takes runs that are over off the list. */
    clear(): void {
      store.setState(({ runs }) => ({
        runs: runs.filter(({ status }) => status === 'waiting' || status === 'running'),
        storage: '',
      }));
    },
    /** A run of this queue that has begun; null: not this one. */
    growing: (id: string): RunCurve | null => grown.get(id) ?? null,
  };
}
