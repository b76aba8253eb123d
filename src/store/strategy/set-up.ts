import { canonicalJson } from '#core/canonical-json.ts';
import type { Problem } from '#core/problem.ts';
import { setAll } from '#core/set-at.ts';
import { parseStrategyConfig } from '#core/strategy/parse-strategy-config.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { type Timeline, type Travel, withChange } from '../set-up/timeline.ts';
import type {
  SetUpSlice,
  StrategyReference,
  StrategySetUp,
  StrategyState,
} from './strategy-state.ts';

type Form = SetUpSlice & Pick<StrategyState, 'catalog'>;
type Part = Partial<SetUpSlice>;

/** A draft as it is kept, and what is wrong with it. */
function checked(draft: StrategyConfig, catalog: StrategyCatalog | null) {
  const parsed = catalog && parseStrategyConfig(draft, catalog);
  if (!parsed) return { draft, problems: [] as readonly Problem[] };
  return parsed.ok ? { draft: parsed.config, problems: [] } : { draft, problems: parsed.problems };
}

/** Tells whether two pieces of data are the same to the letter; undefined is the same as nothing else. */
export const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** The timeline with the form as it is now, which is about to change. */
const noted = ({ draft, presetId, timeline }: Form, what: string, nowMs: number): Part =>
  draft ? { timeline: withChange(timeline, { draft, presetId }, what, nowMs) } : {};

/** Sets the form up with another configuration; nothing of an older link stays. */
export function withSetUp(
  form: Form,
  { draft, presetId }: StrategySetUp,
  reference: StrategyReference | null,
  nowMs: number,
): Part {
  return {
    ...(form.draft && !isSame(form.draft, draft) && noted(form, 'preset', nowMs)),
    ...checked(draft, form.catalog),
    presetId,
    reference,
    waiting: false,
  };
}

/** Another draft. `what` was changed: changes of the same in quick succession are one to go back from. */
export function withDraft(
  form: Form,
  change: (draft: StrategyConfig) => StrategyConfig,
  what: string,
  nowMs: number,
): Part {
  if (!form.draft) return {};
  const next = change(form.draft);
  if (isSame(form.draft, next)) return {};
  return { ...noted(form, what, nowMs), ...checked(next, form.catalog) };
}

/** New values by path. */
export const withFields = (
  form: Form,
  values: Readonly<Record<string, unknown>>,
  nowMs: number,
): Part =>
  withDraft(form, (draft) => setAll(draft, values), Object.keys(values).sort().join(), nowMs);

/** The form after a step through the timeline. */
export function withTravel(
  form: Form,
  step: (timeline: Timeline<StrategySetUp>, now: StrategySetUp) => Travel<StrategySetUp>,
): Part {
  const { draft, presetId, timeline, catalog } = form;
  const travel = draft && step(timeline, { draft, presetId });
  if (!travel) return {};
  const { found } = travel;
  return {
    presetId: found.presetId,
    timeline: travel.timeline,
    ...checked(found.draft, catalog),
  };
}
