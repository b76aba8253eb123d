import type { Catalog } from '#core/catalog.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Edit } from '#protocol/messages.ts';
import { differences, getAt, same } from '../set-up/configuration.ts';
import { type Timeline, type Travel, withChange } from '../set-up/timeline.ts';
import { type LabState, LINKLESS } from './lab-state.ts';
import { livePaths, withFormChange } from './live-edits.ts';
import { isUnderWay } from './run-state.ts';
import { type Form, isRunsForm, type SetUp } from './set-up-state.ts';

/** The parts of a link besides its configuration. */
export type LinkParts = Pick<LabState, keyof typeof LINKLESS>;

type Part = Partial<LabState>;

/** A draft in its normal form, with its problems. */
export function checked(
  draft: RunConfig,
  catalog: Catalog | null,
): { readonly draft: RunConfig; readonly problems: readonly Problem[] } {
  const parsed = catalog && parseRunConfig(draft, catalog);
  if (!parsed) return { draft, problems: [] };
  return parsed.ok ? { draft: parsed.config, problems: [] } : { draft, problems: parsed.problems };
}

const fresh = ({ setUps }: LabState) => ({ setUp: setUps + 1, setUps: setUps + 1 });

/** Adds the form as it is to the timeline, before it changes. */
function noted({ draft, presetId, setUp, timeline }: LabState, what: string, nowMs: number): Part {
  if (!draft) return {};
  return { timeline: withChange(timeline, { draft, presetId, setUp }, what, nowMs) };
}

/** Fills the form with a configuration. The form belongs to the run shown again if both have the same configuration. */
export function withSetUp(
  state: LabState,
  config: RunConfig,
  presetId: string | null,
  link: LinkParts,
  nowMs: number,
): Part {
  const { draft, run, runPreset, runSetUp } = state;
  const isShown = run > 0 && presetId === runPreset && same(config, state.config);
  return {
    ...(draft && !same(draft, config) && noted(state, 'preset', nowMs)),
    ...checked(config, state.catalog),
    ...(isShown ? { setUp: runSetUp } : fresh(state)),
    presetId,
    waiting: false,
    ...link,
  };
}

/** Restores a form that this tab held; `isRuns`: it belongs to the run shown, changed or not. */
export const withRecalled = (
  state: LabState,
  { draft, isRuns, ...form }: Form & { readonly isRuns: boolean },
): Part => ({
  ...form,
  ...checked(draft, state.catalog),
  ...(isRuns ? { setUp: state.runSetUp } : fresh(state)),
});

/** Puts the settings of the run shown into the form, in place of another set-up. */
export function withRunsForm(state: LabState, nowMs: number): Part {
  const { config, draft, runPreset, runSetUp, waiting } = state;
  if (!config) return {};
  return {
    ...(!same(draft, config) && noted(state, 'preset', nowMs)),
    ...checked(config, state.catalog),
    presetId: runPreset,
    setUp: runSetUp,
    ...(waiting && { ...LINKLESS, waiting: false }),
  };
}

/** Fills the form with the settings of the link's sender. */
export function withReferencesForm(state: LabState, nowMs: number): Part {
  const { reference, draft } = state;
  if (!reference || same(draft, reference.config)) return {};
  return {
    ...noted(state, 'preset', nowMs),
    ...checked(reference.config, state.catalog),
    ...fresh(state),
  };
}

/**
 * Puts new values, by path, into the form; gives the edit of the run shown that they make, null if none. Another task or
 * algorithm makes another set-up: a run of one cannot take values of the other.
 */
export function withFields(
  state: LabState,
  values: Readonly<Record<string, unknown>>,
  nowMs: number,
): { readonly part: Part; readonly edit: Edit['values'] | null } {
  const { draft: before, catalog, config, status, liveEdits } = state;
  if (!before || !catalog) return { part: {}, edit: null };
  const { environmentOptions, ...others } = before;
  const { filters, ...network } = before.network;
  // Another environment has other options, and other images or none.
  const kept = 'environment' in values ? { ...others, network } : before;
  const form = checked(setAll(kept, values), catalog);
  const changed = differences(before, form.draft);
  const isSameKind =
    form.draft.environment === before.environment && form.draft.algorithm === before.algorithm;
  const part: Part = {
    ...(changed.length > 0 && noted(state, Object.keys(values).sort().join(), nowMs)),
    ...(!isSameKind && fresh(state)),
    ...form,
  };
  if (!isRunsForm({ ...state, ...part }) || !isUnderWay(status) || !config)
    return { part, edit: null };
  const next = withFormChange(liveEdits, { ...form, changed }, config, catalog);
  return { part: { ...part, liveEdits: next.edits }, edit: next.values };
}

/** Moves the form a step through the timeline. The run shown is not edited: a form that differs from it becomes another set-up. */
export function withTravel(
  state: LabState,
  step: (timeline: Timeline<SetUp>, now: SetUp) => Travel<SetUp>,
): Part {
  const { draft, presetId, setUp, status, waiting } = state;
  const travel = draft && step(state.timeline, { draft, presetId, setUp });
  if (!travel) return {};
  const { found, timeline } = travel;
  const isOther =
    isRunsForm({ ...state, ...found }) && isUnderWay(status) && differsLive(state, found.draft);
  return {
    ...found,
    ...(isOther && fresh(state)),
    problems: checked(found.draft, state.catalog).problems,
    timeline,
    waiting: waiting && !isOther && found.setUp === setUp,
  };
}

/** Tells whether a form differs from the run in a field that can change while the run goes on. */
const differsLive = ({ config, catalog }: LabState, draft: RunConfig): boolean =>
  config !== null &&
  catalog !== null &&
  [...livePaths(config, catalog)].some((path) => !same(getAt(draft, path), getAt(config, path)));
