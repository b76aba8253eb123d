import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { setAll } from '#core/set-at.ts';
import type { Edit } from '#protocol/messages.ts';

/** A configuration with all of the live fields changed; the first problem, where that cannot be. */
export function editConfig(
  config: RunConfig,
  catalog: Catalog,
  values: Edit['values'],
):
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly problem: Problem } {
  const fields = fieldsFor(catalog, config);
  for (const [path, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.path === path);
    const refuse = (message: string) => ({ ok: false as const, problem: { path, value, message } });
    if (!field) return refuse(`There is no field '${path}'.`);
    if (!field.live)
      return refuse(`${field.label} cannot change while a run goes on; it takes a new run.`);
  }
  const parsed = parseRunConfig(setAll(config, values), catalog);
  if (parsed.ok) return parsed;
  const [path = '', value] = Object.entries(values)[0] ?? [];
  const [first = { path, value, message: 'The configuration would not stand.' }] = parsed.problems;
  return { ok: false, problem: first };
}
