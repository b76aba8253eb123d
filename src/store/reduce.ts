import { lossMark, type Mark, markedAt, movedMark } from '#archive/marks.ts';
import { championRecord } from '#archive/run-record.ts';
import { setAll } from '#core/set-at.ts';
import type { DeviceReport, Event } from '#protocol/messages.ts';
import { getAt, same } from './configuration.ts';
import { isRunsForm, type LabState } from './lab-state.ts';

/** The state after an event. Events of a run that is no longer shown change nothing. */
export function reduce(state: LabState, event: Event): LabState {
  if (event.kind === 'ready')
    return {
      ...state,
      catalog: event.catalog,
      status: state.status.kind === 'loading' ? { kind: 'idle' } : state.status,
    };
  if (event.kind === 'devices')
    return state.catalog
      ? { ...state, catalog: { ...state.catalog, devices: event.devices } }
      : state;
  if (event.kind === 'measured' || event.kind === 'described') return state;
  // An engine that fails before any run began says so as run 0.
  if (event.run !== state.run && !(event.kind === 'failed' && event.run === 0)) return state;
  switch (event.kind) {
    case 'refused':
      return {
        ...state,
        status: { kind: 'refused', problems: event.problems },
        problems: event.problems,
      };
    case 'started':
      return {
        ...state,
        config: event.config,
        initial: event.initial,
        edits: event.edits,
        device: event.device,
        marks: marksOfStart(state, event.device),
      };
    case 'recovered':
      return {
        ...state,
        device: event.device,
        edits: state.edits.filter(({ generation }) => generation < event.generation), // they are made again
        marks: markedAt(state.marks, lossMark(event)),
      };
    case 'status':
      return { ...state, status: { kind: event.status } };
    case 'progress':
      return { ...state, progress: event };
    case 'generation': {
      const best = event.fitness.reduce(
        (highest, x) => (Number.isNaN(x) || x <= highest ? highest : x),
        Number.isNaN(state.bestFitness) ? -Infinity : state.bestFitness,
      );
      return {
        ...state,
        generations: event.generation + 1,
        bestFitness: best === -Infinity ? Number.NaN : best,
      };
    }
    case 'edited': {
      const { values } = event.edit;
      const { draft, config } = state;
      // An edit of a recorded run is made again unasked; the form goes with it where it was not changed there.
      const follows = Object.entries(values).filter(
        ([path]) =>
          isRunsForm(state) && draft && config && same(getAt(draft, path), getAt(config, path)),
      );
      return {
        ...state,
        edits: [...state.edits, event.edit],
        config: config && setAll(config, values),
        draft: draft && setAll(draft, Object.fromEntries(follows)),
      };
    }
    case 'champion':
      return { ...state, champion: championRecord(event) };
    case 'editRefused':
      return { ...state, problems: [...state.problems, event.problem] };
    case 'inspected':
      return {
        ...state,
        inspected: { agent: event.agent, genome: event.genome, networks: event.networks },
      };
    case 'exhibited': {
      const { agent, generation, problem } = event;
      return { ...state, exhibit: { agent, generation, problem } };
    }
    case 'checkpoint':
      return { ...state, kept: event.checkpoint.generation };
    case 'finished':
      return { ...state, status: { kind: 'finished', reason: event.reason, hash: event.hash } };
    case 'failed':
      return {
        ...state,
        status: { kind: 'failed', during: event.during, message: event.message },
        kept: event.during === 'start' ? null : state.kept, // it cannot be gone on from
        detour: null,
      };
    case 'caughtUp':
      return { ...state, detour: null };
    case 'lookFailed':
    case 'frame':
    case 'individual':
    case 'mapped':
    case 'gallery':
    case 'championEpisode':
      return state;
    default:
      return event satisfies never;
  }
}

/** A run that goes on from a checkpoint may do so on another device than it had. */
function marksOfStart({ marks, kept, device }: LabState, now: DeviceReport): readonly Mark[] {
  return kept === null || !device || device.kind === now.kind
    ? marks
    : markedAt(marks, movedMark(kept, device.kind, now.kind));
}
