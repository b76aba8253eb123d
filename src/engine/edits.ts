import type { Catalog } from '#core/catalog.ts';
import { fieldsFor } from '#core/fields.ts';
import { parseRunConfig } from '#core/parse-run-config.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';

/** A configuration with one live field changed; the problem, where it cannot be. */
export function editConfig(
  config: RunConfig,
  catalog: Catalog,
  path: string,
  value: unknown,
):
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly problem: Problem } {
  const field = fieldsFor(catalog, config).find((candidate) => candidate.path === path);
  const refuse = (message: string) => ({ ok: false as const, problem: { path, value, message } });
  if (!field) return refuse(`There is no field '${path}'.`);
  if (!field.live)
    return refuse(`${field.label} cannot change while a run goes on; it takes a new run.`);
  const parsed = parseRunConfig(withValue(config, path.split('.'), value), catalog);
  if (parsed.ok) return parsed;
  const [first] = parsed.problems;
  return {
    ok: false,
    problem: first ?? { path, value, message: 'The configuration would not stand.' },
  };
}

function withValue(node: unknown, [head, ...rest]: readonly string[], value: unknown): unknown {
  if (head === undefined) return value;
  const fields = node as Record<string, unknown>; // paths come from the field table
  return { ...fields, [head]: withValue(fields[head], rest, value) };
}
