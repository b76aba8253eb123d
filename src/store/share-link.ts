import { hasChangedDevice } from '#archive/marks.ts';
import { ALL_OPEN, type Controls } from '#protocol/controls.ts';
import { type Digest, makeDigest } from '#protocol/digest.ts';
import { encodeLink } from '#protocol/link.ts';
import type { LabState } from './lab-state.ts';
import { type Looks, presetOfLink, viewOf } from './link-flow.ts';
import type { Summary } from './summary.ts';

/** What a link holds: what is set up, or the run shown with its result. */
export type ShareLevel = 'settings' | 'result';

export interface ShareOptions {
  readonly level: ShareLevel;
  /** Whether it points at the selected agent, and at the one beside it. */
  readonly selection: boolean;
  readonly controls: Controls;
  readonly looks?: Looks;
}

/** The link to share, from '#' on; null where there is nothing that can run, or no result. */
export function shareLink(
  state: LabState,
  summaries: readonly Summary[],
  { level, selection, controls, looks }: ShareOptions,
): string | null {
  const { catalog, draft, problems, initial } = state;
  const id = level === 'result' ? state.runPreset : state.presetId;
  const preset = catalog && presetOfLink(catalog, id);
  if (!preset) return null;
  const { view, foreign } = viewOf({ ...state, controls: ALL_OPEN }, looks);
  const { selection: selected, beside, ...rest } = view ?? {};
  const pointed = { ...(selected && { selection: selected }), ...(beside && { beside }) };
  const extras = {
    view: selection ? { ...rest, ...pointed } : rest,
    controls,
    ...(foreign !== undefined && { foreign }),
  };
  if (level === 'settings')
    return draft && problems.length === 0 ? encodeLink(draft, catalog, preset.id, extras) : null;
  const digest = digestOf(state, summaries);
  return initial && digest ? encodeLink(initial, catalog, preset.id, { ...extras, digest }) : null;
}

/** The result of the run shown so far; null while there is none. */
function digestOf(state: LabState, summaries: readonly Summary[]): Digest | null {
  const { runEngine, device, status, edits, origin } = state;
  if (!runEngine || !device || origin || summaries.length === 0) return null;
  return makeDigest(summaries, {
    engine: runEngine,
    // A run of which some was computed on a GPU is not exact either.
    device: hasChangedDevice(state) ? 'webgpu' : device.kind,
    end: status.kind === 'finished' ? status.reason : null,
    edits,
  });
}

/** Why there is no result to share, in a sentence; null: there is one. */
export function resultMissing(
  { origin, device }: LabState,
  summaries: readonly Summary[],
): string | null {
  if (origin)
    return 'This run branched off from another, and a link holds only runs from their beginning.';
  if (summaries.length === 0 || !device) return 'No generation is over yet.';
  return null;
}

/** Characters that every program leaves whole, and that most do. */
const SAFE_LENGTH = 1800;
const MOST_LENGTH = 6000;

export type LengthGrade = 'short' | 'long' | 'tooLong';

export const gradeOf = (length: number): LengthGrade =>
  length <= SAFE_LENGTH ? 'short' : length <= MOST_LENGTH ? 'long' : 'tooLong';
