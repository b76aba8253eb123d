import type { DeviceKind } from '#core/catalog.ts';
import type { Event } from '#protocol/messages.ts';

export const MARK_KINDS = ['lost', 'moved', 'restored'] as const;

/** Something that happened to a run besides evolution, on the time axis: before this generation. */
export interface Mark {
  readonly kind: (typeof MARK_KINDS)[number];
  readonly generation: number;
  /** Text in whole sentences. */
  readonly text: string;
}

/** Most marks kept with a run, and most characters of each. */
export const MOST_MARKS = 500;
export const LONGEST_MARK = 1000;

/** Characters of an engine's reason that a mark repeats; a browser's may be endless. */
const LONGEST_REASON = 600;

interface Marked {
  readonly marks: readonly Mark[];
}

/** Tells whether a run has changed its device, so that its numbers are no longer exact whatever it goes on with. */
export const hasChangedDevice = ({ marks }: Marked): boolean =>
  marks.some(({ kind }) => kind !== 'restored');

/** The marks of a run that goes back to a generation: later marks are dropped. */
export const marksUpTo = (marks: readonly Mark[], last: number): readonly Mark[] =>
  marks.filter(({ generation }) => generation <= last);

/**
 * The same with one more mark. Of too many, the first 'restored' is dropped, which leaves the numbers exact; else the
 * first.
 */
export function markedAt(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const all = [...marksUpTo(marks, mark.generation), mark];
  if (all.length <= MOST_MARKS) return all;
  const least = all.findIndex(({ kind }) => kind === 'restored');
  return all.toSpliced(Math.max(0, least), 1);
}

/** A device was lost, and the run goes on. */
export function lossMark({
  generation,
  device,
  reason,
}: Extract<Event, { kind: 'recovered' }>): Mark {
  const on = device.kind === 'wasm' ? 'WebAssembly' : 'a fresh GPU device';
  const text = `The GPU was lost (${brief(reason)}). The run went on from here on ${on}.`;
  return { kind: 'lost', generation, text };
}

/** A run is gone on with from a checkpoint on another kind of device than before. */
export function movedMark(generation: number, before: DeviceKind, now: DeviceKind): Mark {
  const text = `What was before was computed on ${TITLES[before]}. The run went on from here on ${TITLES[now]}.`;
  return { kind: 'moved', generation, text };
}

const TITLES: Readonly<Record<DeviceKind, string>> = { wasm: 'WebAssembly', webgpu: 'a GPU' };

/** The engine stopped, and the run went on from a checkpoint. `reason`: null: it is not known. */
export function restoredMark(generation: number, reason: string | null): Mark {
  const why = reason === null ? '' : ` (${brief(reason)})`;
  const text = `The engine stopped${why}. The run was restored and went on from here.`;
  return { kind: 'restored', generation, text };
}

const brief = (reason: string): string =>
  reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)}…`;
