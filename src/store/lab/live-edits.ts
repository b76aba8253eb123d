import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Edit } from '#protocol/messages.ts';
import { getAt, same } from '../set-up/configuration.ts';

/** Edits of the run shown that a person has made in the form, and the run has not. */
export interface LiveEdits {
  /** Neither made nor refused yet, in order; `at`: where the run is to make one again, null: with its next step. */
  readonly sent: readonly { readonly values: Edit['values']; readonly at: EditPlace | null }[];
  /** Paths of live fields that were changed and have not been sent. */
  readonly unsent: readonly string[];
}

export type EditPlace = Pick<Edit, 'generation' | 'step'>;

export const NO_LIVE_EDITS: LiveEdits = { sent: [], unsent: [] };

interface FormChange {
  readonly draft: RunConfig;
  readonly problems: readonly Problem[];
  /** Paths of the fields that have just been changed. */
  readonly changed: readonly string[];
}

/**
 * Returns the edit to be sent to the run after some fields of the form were changed: of live fields only, and only where
 * they differ from the run as it will be with the edits sent already. Null: nothing. A value that is wrong by
 * itself waits until another field puts it right. Live fields that change along with one that needs a new run are meant
 * for that run.
 */
export function withFormChange(
  edits: LiveEdits,
  { draft, problems, changed }: FormChange,
  config: RunConfig,
  catalog: Catalog,
): { readonly edits: LiveEdits; readonly values: Edit['values'] | null } {
  const live = livePaths(config, catalog);
  const others = edits.unsent.filter((path) => !changed.includes(path));
  const unsent = changed.every((path) => live.has(path)) ? [...others, ...changed] : others;
  const pending = edits.sent.reduce((before, { values }) => setAll(before, values), config);
  const differing = unsent.filter((path) => !same(getAt(draft, path), getAt(pending, path)));
  const values = Object.fromEntries(differing.map((path) => [path, getAt(draft, path)]));
  // If the form is right and the run cannot take it all the same, the engine says why.
  const isRight = problems.length === 0 || parseRunConfig(setAll(pending, values), catalog).ok;
  if (differing.length === 0 || !isRight) return { edits: { ...edits, unsent }, values: null };
  return { edits: { sent: [...edits.sent, { values, at: null }], unsent: [] }, values };
}

/** Paths of the fields that can change while a run goes on. */
export const livePaths = (config: RunConfig, catalog: Catalog): ReadonlySet<string> =>
  new Set(fieldsFor(catalog, config).flatMap(({ path, live }) => (live ? [path] : [])));

/** After the run has made an edit. */
export function withMade({ sent, unsent }: LiveEdits, made: Edit['values']): LiveEdits {
  const at = sent.findIndex(({ values }) => same(values, made));
  return { sent: at < 0 ? sent : sent.toSpliced(at, 1), unsent };
}

/** After the run has refused an edit: its fields go along with the next one. */
export function withRefused(edits: LiveEdits, refused: Edit['values']): LiveEdits {
  const { sent, unsent } = withMade(edits, refused);
  return { sent, unsent: [...new Set([...unsent, ...Object.keys(refused)])] };
}
