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

/** The part of the state that an event changes. Events of a run that is no longer shown change nothing. */
export function reduce(state: LabState, event: Event): Partial<LabState> {
  if (event.kind === 'ready')
    return {
      catalog: event.catalog,
      status: state.status.kind === 'loading' ? { kind: 'idle' } : state.status,
    };
  if (event.kind === 'devices')
    return state.catalog ? { catalog: { ...state.catalog, devices: event.devices } } : {};
  if (event.kind === 'measured' || event.kind === 'described' || event.kind === 'modelOpened')
    return {};
  // An engine that fails before any run began says so as run 0.
  if (event.run !== state.run && !(event.kind === 'failed' && event.run === 0)) return {};
  switch (event.kind) {
    case 'refused': {
      const { problems } = event;
      return { status: { kind: 'refused', problems }, problems };
    }
    case 'started': {
      const { founders, config, initial, edits, device } = event;
      // A run that goes on, or branches off, has its population.
      const isFounded = founders.length > 0 && state.generations === 0;
      return {
        ...(isFounded && { living: new Set(founders.map(({ id }) => id)) }),
        ...{ config, initial, edits, device },
        marks: marksOfStart(state, device),
      };
    }
    case 'recovered':
      return {
        device: event.device,
        checkpoints: checkpointsUpTo(state.checkpoints, event.generation),
        edits: state.edits.filter(({ generation }) => generation < event.generation), // they are made again
        marks: markedAt(state.marks, lossMark(event)),
      };
    case 'status':
      return { status: { kind: event.status } };
    case 'progress':
      return { progress: event };
    case 'generation': {
      const { generation, next } = event;
      const { awaitsStory } = state;
      if (next.length === 0) return { generations: generation + 1 };
      return {
        generations: generation + 1,
        living: new Set(next),
        ...(awaitsStory && {
          slowMotion: generation,
          slowMotionPart: awaitsStory,
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
        edits: [...state.edits, event.edit],
        config: config && setAll(config, values),
        draft: draft && setAll(draft, Object.fromEntries(follows)),
        liveEdits: withMade(state.liveEdits, values),
      };
    }
    case 'champion':
      return { champion: championRecord(event) };
    case 'editRefused':
      return {
        problems: [...state.problems, event.problem],
        liveEdits: withRefused(state.liveEdits, event.values),
      };
    case 'inspected': {
      const { agent, genome, networks } = event;
      return { inspected: { agent, genome, networks } };
    }
    case 'exhibited': {
      const { agent, generation, problem } = event;
      return {
        exhibit: { agent, generation, problem },
        ...(problem === null && { living: new Set([...state.living, agent]) }),
      };
    }
    case 'checkpoint':
      return {
        kept: event.checkpoint.generation,
        checkpoints: withCheckpoint(state.checkpoints, event.checkpoint),
        ownsNewest: true,
      };
    case 'finished':
      return { status: { kind: 'finished', reason: event.reason, hash: event.hash } };
    case 'failed':
      return {
        status: { kind: 'failed', during: event.during, message: event.message },
        recomputingTo: null,
        ...(event.during === 'start' && { kept: null, checkpoints: [] }), // it cannot be gone on from
      };
    case 'caughtUp':
      return { recomputingTo: null };
    case 'lookFailed': {
      const text = `What was to be shown cannot be drawn (${event.message}). The run goes on.`;
      const isTold = state.notices.some((notice) => notice.text === text);
      return isTold ? {} : withNotice(state, text);
    }
    case 'frame':
    case 'individual':
    case 'mapped':
    case 'considered':
    case 'gallery':
    case 'championEpisode':
      return {};
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
