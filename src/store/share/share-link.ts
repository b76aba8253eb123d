import { hasChangedDevice } from '#archive/marks.ts';
import type { Summary } from '#archive/summary.ts';
import { canonicalJson } from '#core/canonical-json.ts';
import { counted } from '#core/counted.ts';
import { generationNumber } from '#core/generation-number.ts';
import { ALL_OPEN, type Controls } from '#protocol/controls.ts';
import { type Digest, makeDigest } from '#protocol/digest.ts';
import type { Foreign } from '#protocol/foreign.ts';
import { LINK_VERSION } from '#protocol/link.ts';
import { type LinkOrigin, ORIGIN_KEY, writeOrigin } from '#protocol/link-origin.ts';
import type { LabState } from '../lab/lab-state.ts';
import { isRunsForm } from '../lab/set-up-state.ts';
import {
  type LinkAppearance,
  type Linked,
  linkOrProblem,
  presetOfLink,
  viewOf,
} from './link-flow.ts';

/** Content of a link: the set-up, or the run shown with its result. */
export type ShareLevel = 'settings' | 'result';

export interface ShareOptions {
  readonly level: ShareLevel;
  /** True when it points at the selected agent, and at the one beside it. */
  readonly selection: boolean;
  readonly controls: Controls;
  readonly appearance?: LinkAppearance;
}

/** The link to share, from '#' on, or why none holds it; null where there is nothing that can run, or no result. */
export function shareLink(
  state: LabState,
  summaries: readonly Summary[],
  { level, selection, controls, appearance }: ShareOptions,
): Linked | null {
  const { catalog, initial } = state;
  const own = isRunsForm(state);
  // The run shown is shared even if the form holds another set-up.
  const { draft, problems } = own ? state : { draft: initial, problems: [] };
  const id = level === 'result' || !own ? state.runPreset : state.presetId;
  const preset = catalog && presetOfLink(catalog, id);
  if (!preset) return null;
  const { view, foreign } = viewOf({ ...state, controls: ALL_OPEN }, appearance);
  const { selection: _, beside: __, ...rest } = view ?? {};
  const extras = { view: selection && view ? view : rest, controls };
  const origin = level === 'settings' ? originOf(state) : null;
  const others = { ...extras, foreign: withOrigin(foreign ?? null, origin) };
  if (level === 'settings')
    return draft && problems.length === 0 ? linkOrProblem(draft, catalog, preset.id, others) : null;
  const digest = digestOf(state, summaries);
  return initial && digest
    ? linkOrProblem(initial, catalog, preset.id, { ...others, digest })
    : null;
}

/** The result of the run shown so far; null while there is none. */
function digestOf(state: LabState, summaries: readonly Summary[]): Digest | null {
  const { runEngine, device, status, edits } = state;
  if (!runEngine || !device || resultMissing(state, summaries) !== null) return null;
  return makeDigest(summaries, {
    engine: runEngine,
    // A run of which some was computed on a GPU is not exact either.
    device: hasChangedDevice(state) ? 'webgpu' : device.kind,
    end: status.kind === 'finished' ? status.reason : null,
    edits,
  });
}

/** Says why there is no result to share, in a sentence; null: there is one. */
export function resultMissing(
  { origin, device }: Pick<LabState, 'origin' | 'device'>,
  summaries: readonly Summary[],
): string | null {
  if (origin?.kind === 'branch')
    return 'This run branched off from another, and a link holds only runs from their beginning. A file holds it whole.';
  if (origin?.kind === 'kept')
    return 'The founders of this run are copies of a kept agent, which no link holds. A file holds the run whole.';
  if (summaries.length === 0 || !device) return 'No generation is over yet.';
  return null;
}

/** Parts of the run shown that its settings do not repeat; null: none, or something else is set up. */
function originOf(state: LabState): LinkOrigin | null {
  const { origin, config } = state;
  if (!config || isChanged(state)) return null;
  if (origin?.kind === 'branch') return { kind: 'branch', generation: origin.generation };
  return origin?.kind === 'kept' ? { kind: 'kept', name: origin.name } : null;
}

/** Tells whether the form is the run's and was changed there: then it is shared as it stands. */
const isChanged = (state: LabState): boolean =>
  state.run > 0 && isRunsForm(state) && canonicalJson(state.draft) !== canonicalJson(state.config);

/** Unknown parts of an opened link, handed on, with the origin of this run in place of another's. */
function withOrigin(foreign: Foreign | null, origin: LinkOrigin | null): Foreign | null {
  const others = foreign?.keys.filter(([key]) => key !== ORIGIN_KEY) ?? [];
  if (!foreign && !origin) return null;
  return {
    version: foreign?.version ?? LINK_VERSION,
    changes: foreign?.changes ?? {},
    keys: origin ? [...others, [ORIGIN_KEY, writeOrigin(origin)]] : others,
  };
}

/** Words on a link of settings: of a set-up that is not the run shown, and of that run. */
export const LINK_WORDS = {
  setUp: 'What is set up, which is not the run shown. Whoever opens the link makes it anew.',
  shown:
    'Whoever opens the link makes the run anew, the same bit for bit where WebAssembly computes it.',
} as const;

/** Words on a link to the settings, for its sender. */
export function settingsWords(state: LabState): string {
  const { edits } = state;
  const origin = originOf(state);
  if (origin?.kind === 'branch')
    return `The settings alone, which do not repeat this run: it branched off from another before generation ${generationNumber(origin.generation)}. Send it as a file.`;
  if (origin?.kind === 'kept')
    return `The settings alone, which do not repeat this run: its founders are copies of “${origin.name}”. Send the run as a file, or with the link the kept agent’s own file.`;
  if (isChanged(state)) return LINK_WORDS.setUp;
  if (edits.length > 0 && !isRunsForm(state))
    return `The settings with which the run shown began, without the ${counted(edits.length, 'change')} made while it ran. A link that holds the result makes them again where they were made.`;
  return edits.length > 0
    ? `The form as it stands: the ${counted(edits.length, 'change')} of this run will hold from the beginning, which gives another run. With the result they are made again where they were made.`
    : LINK_WORDS.shown;
}

/** Characters that every program leaves whole, and that most do. */
const SAFE_LENGTH = 1800;
const MOST_LENGTH = 6000;

export type LengthGrade = 'short' | 'long' | 'tooLong';

export const gradeOf = (length: number): LengthGrade =>
  length <= SAFE_LENGTH ? 'short' : length <= MOST_LENGTH ? 'long' : 'tooLong';
