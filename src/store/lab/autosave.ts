import type { Mark } from '#archive/marks.ts';
import { advance, beginRecord, type RunRecord } from '#archive/run-record.ts';
import type { EngineClient } from '#protocol/client.ts';
import type { Event } from '#protocol/messages.ts';
import type { History } from '../history/history.ts';
import type { Library } from '../library/library.ts';
import {
  createRunWriter,
  type Opening,
  type RunWriter,
  type WholeRun,
} from '../library/run-writer.ts';
import { storageFailure } from '../library/storage-words.ts';
import { nearestCheckpoint } from './checkpoints.ts';
import type { Lab } from './lab.ts';
import { firstOwn } from './run-state.ts';

type Started = Extract<Event, { readonly kind: 'started' }>;

const eventsOf = (history: History) =>
  Array.from({ length: history.generations }, (_, generation) => history.event(generation));

/**
 * Keeps every run in the library while it goes on. A library that fails (a full disk) is told once; the run goes on,
 * and what could not be kept is kept as soon as there is room.
 */
export function autosave(
  lab: Lab,
  client: Pick<EngineClient, 'listen'>,
  library: Library,
): () => void {
  let run = 0;
  let id: string | null = null;
  let writer: RunWriter | null = null;
  /** Marks of the run shown that its writer has been told of. */
  let known: readonly Mark[] = [];
  const report = {
    onFailure: (error: unknown) => lab.notify(storageFailure(error)),
    onRecovery: () => lab.notify('There is room again: the run is being kept.'),
  };
  const close = () => {
    void writer?.close();
    writer = null;
    id = null;
  };

  function begin(started: Started): void {
    const { runId, origin, kept, marks, checkpoints } = lab.store.getState();
    const { device } = started;
    if (runId === null) return;
    const generation = kept ?? firstOwn({ origin });
    // A run that failed and goes on has its writer.
    if (writer && runId === id) writer.add({ kind: 'rewound', generation, device });
    else {
      close();
      id = runId;
      known = marks;
      const opening = openingOf(started, runId, generation);
      writer = createRunWriter(library, opening, { ...report, whole: () => wholeRun(runId) });
      if (opening.kind === 'new') return;
      writer.add({ kind: 'marked', marks });
    }
    // Edits that are still to be made are part of what it goes on from.
    const checkpoint = nearestCheckpoint(checkpoints, generation);
    if (checkpoint && checkpoint.generation === generation && checkpoint.replay.length > 0)
      writer.add({ kind: 'checkpoint', run, checkpoint });
  }

  /** A run that has no generation of its own yet is new to the library, the others go on there. */
  function openingOf({ device, founders }: Started, id: string, generation: number): Opening {
    const { origin, kept } = lab.store.getState();
    const history = origin?.kind === 'branch' ? lab.history() : null;
    const record = kept === null ? begunRecord(id) : null;
    if (!record || (founders.length === 0 && !history))
      return { kind: 'kept', id, generation, device };
    const past = history ? eventsOf(history) : [];
    return { kind: 'new', founders: history?.founders ?? founders, past, record };
  }

  /** The record of the run shown as it began; null: it is another one. */
  function begunRecord(id: string): RunRecord | null {
    const { runId, runPreset, runEngine, initial, device, origin, marks } = lab.store.getState();
    if (runId !== id || !initial) return null;
    const begun = { id, config: initial, preset: runPreset, engine: runEngine ?? '' };
    return beginRecord({ ...begun, device, origin, marks, now: Date.now() });
  }

  /** The run shown, as far as the page knows it. */
  function wholeRun(id: string): WholeRun | null {
    const history = lab.history();
    const begun = begunRecord(id);
    if (!history || !begun) return null;
    const { edits, champion, status } = lab.store.getState();
    const generations = eventsOf(history);
    const now = Date.now();
    const record = generations.reduce((each, event) => advance(each, event, now), begun);
    const end = status.kind === 'finished' ? status.reason : null;
    return { record: { ...record, edits, champion, end }, founders: history.founders, generations };
  }

  const stopWatching = lab.store.subscribe(({ runId, marks }) => {
    if (runId !== id) return close(); // another run is shown: this one is left
    if (marks === known) return;
    known = marks;
    writer?.add({ kind: 'marked', marks });
  });
  const stopListening = client.listen((event) => {
    if (event.kind === 'started' && event.run === lab.store.getState().run) {
      run = event.run;
      begin(event);
    }
    if (event.kind === 'failed' && event.during === 'start' && event.run !== run) {
      const { runId } = lab.store.getState();
      if (runId !== null) library.dropCheckpoint(runId).catch(report.onFailure);
    }
    if (!('run' in event) || event.run !== run) return;
    switch (event.kind) {
      case 'generation':
      case 'edited':
      case 'champion':
      case 'checkpoint':
        writer?.add(event);
        break;
      case 'recovered':
        writer?.add({ kind: 'rewound', generation: event.generation, device: event.device });
        break;
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
