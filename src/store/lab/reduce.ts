import { lossMark, type Mark, markedAt, movedMark } from '#archive/marks.ts';
import { championRecord } from '#archive/run-record.ts';
import { setAll } from '#core/set-at.ts';
import type { DeviceReport, Event } from '#protocol/messages.ts';
import { getAt, same } from '../set-up/configuration.ts';
import { checkpointsUpTo, withCheckpoint } from './checkpoints.ts';
import type { LabState } from './lab-state.ts';
import { withMade, withRefused } from './live-edits.ts';
import { isRunsForm } from './set-up-state.ts';
import { withNotice } from './view.ts';

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
  if (event.kind === 'measured' || event.kind === 'described' || event.kind === 'modelOpened')
    return state;
  // An engine that fails before any run began says so as run 0.
  if (event.run !== state.run && !(event.kind === 'failed' && event.run === 0)) return state;
  switch (event.kind) {
    case 'refused':
      return {
        ...state,
        status: { kind: 'refused', problems: event.problems },
        problems: event.problems,
      };
    case 'started': {
      // A run that goes on, or branches off, has its population.
      const isFounded = event.founders.length > 0 && state.generations === 0;
      return {
        ...state,
        ...(isFounded && { living: new Set(event.founders.map(({ id }) => id)) }),
        config: event.config,
        initial: event.initial,
        edits: event.edits,
        device: event.device,
        marks: marksOfStart(state, event.device),
      };
    }
    case 'recovered':
      return {
        ...state,
        device: event.device,
        checkpoints: checkpointsUpTo(state.checkpoints, event.generation),
        edits: state.edits.filter(({ generation }) => generation < event.generation), // they are made again
        marks: markedAt(state.marks, lossMark(event)),
      };
    case 'status':
      return { ...state, status: { kind: event.status } };
    case 'progress':
      return { ...state, progress: event };
    case 'generation': {
      const isLast = event.next.length === 0;
      return {
        ...state,
        generations: event.generation + 1,
        ...(!isLast && { living: new Set(event.next) }),
        ...(!isLast &&
          state.awaitsStory && {
            slowMotion: event.generation,
            slowMotionPart: state.awaitsStory,
            awaitsStory: null,
          }),
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
        liveEdits: withMade(state.liveEdits, values),
      };
    }
    case 'champion':
      return { ...state, champion: championRecord(event) };
    case 'editRefused':
      return {
        ...state,
        problems: [...state.problems, event.problem],
        liveEdits: withRefused(state.liveEdits, event.values),
      };
    case 'inspected':
      return {
        ...state,
        inspected: { agent: event.agent, genome: event.genome, networks: event.networks },
      };
    case 'exhibited': {
      const { agent, generation, problem } = event;
      const plays = problem === null;
      return {
        ...state,
        exhibit: { agent, generation, problem },
        ...(plays && { living: new Set([...state.living, agent]) }),
      };
    }
    case 'checkpoint':
      return {
        ...state,
        kept: event.checkpoint.generation,
        checkpoints: withCheckpoint(state.checkpoints, event.checkpoint),
        ownsNewest: true,
      };
    case 'finished':
      return { ...state, status: { kind: 'finished', reason: event.reason, hash: event.hash } };
    case 'failed':
      return {
        ...state,
        status: { kind: 'failed', during: event.during, message: event.message },
        recomputingTo: null,
        ...(event.during === 'start' && { kept: null, checkpoints: [] }), // it cannot be gone on from
      };
    case 'caughtUp':
      return { ...state, recomputingTo: null };
    case 'lookFailed': {
      const text = `What was to be shown cannot be drawn (${event.message}). The run goes on.`;
      const isTold = state.notices.some((notice) => notice.text === text);
      return isTold ? state : { ...state, ...withNotice(state, text) };
    }
    case 'frame':
    case 'individual':
    case 'mapped':
    case 'considered':
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
