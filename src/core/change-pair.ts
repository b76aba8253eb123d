import { canonicalJson } from './canonical-json.ts';
import type { Catalog, Preset } from './catalog.ts';
import { accepts } from './field.ts';
import { fieldsFor } from './fields.ts';
import { fits } from './fitting.ts';
import { parseRunConfig } from './parse-run-config.ts';
import { valueAt } from './plain-data.ts';
import { repairRunConfig } from './repair-run-config.ts';
import type { RunConfig } from './run-config.ts';
import { setAt } from './set-at.ts';

/** A set-up after its algorithm or environment was changed. */
export interface ChangedPair {
  readonly config: RunConfig;
  /** The preset that the rest comes from. */
  readonly preset: Preset;
  /** Labels of fields that a person had set otherwise than their preset and that mean nothing any more, or do not fit. */
  readonly replaced: readonly string[];
  /** Labels of those that were kept. */
  readonly kept: readonly string[];
}

/** The algorithm for an environment: the present one where it fits, else that of the environment's first preset. */
export function algorithmFor(catalog: Catalog, present: string, environment: string): string {
  const all = [
    present,
    ...catalog.presets.flatMap(({ config }) =>
      config.environment === environment ? [config.algorithm] : [],
    ),
    ...catalog.algorithms.map(({ id }) => id),
  ];
  return all.find((id) => fits(catalog, id, environment)) ?? present;
}

/**
 * The set-up with another algorithm, environment, or both. The rest comes from the nearest preset; the draft's
 * differences from the configuration that it was made from stay, as far as they still mean something and the whole can
 * run. Null where the catalog has no such pair, or the two do not fit. `madeFrom` null: the start of the draft's pair.
 */
export function changePair(
  catalog: Catalog,
  draft: RunConfig,
  madeFrom: RunConfig | null,
  to: Partial<Pick<RunConfig, 'algorithm' | 'environment'>>,
): ChangedPair | null {
  const environment = to.environment ?? draft.environment;
  const algorithm = to.algorithm ?? draft.algorithm;
  if (!fits(catalog, algorithm, environment)) return null;
  const preset = nearestPreset(catalog, algorithm, environment);
  if (!preset) return null;
  const own = changedFields(catalog, draft, madeFrom ?? startOf(catalog, draft));
  const fields = fieldsFor(catalog, { algorithm, environment });
  const replaced: string[] = [];
  const kept: string[] = [];
  let config = basedOn(catalog, preset, algorithm, environment);
  for (const { path, label, value } of own) {
    const field = fields.find((each) => each.path === path && each.label === label);
    const next = field && accepts(field, value) ? setAt(config, path, value) : null;
    if (next && parseRunConfig(next, catalog).ok) {
      config = next;
      if (path !== 'seed') kept.push(label);
    } else replaced.push(label);
  }
  const parsed = parseRunConfig(config, catalog);
  return parsed.ok ? { config: parsed.config, preset, replaced, kept } : null;
}

/** Configuration that a pair of algorithm and environment begins with; null where there is no preset at all. */
function startOf(catalog: Catalog, { algorithm, environment }: RunConfig): RunConfig | null {
  const preset = nearestPreset(catalog, algorithm, environment);
  return preset ? basedOn(catalog, preset, algorithm, environment) : null;
}

/** Fields in which a draft differs from what it was made from, but for those that are chosen; the seed is always kept. */
function changedFields(catalog: Catalog, draft: RunConfig, madeFrom: RunConfig | null) {
  return fieldsFor(catalog, draft).flatMap(({ path, label }) => {
    if (path === 'algorithm' || path === 'environment' || OF_TASK.has(path)) return [];
    const value = valueAt(draft, path);
    const isOwn = path === 'seed' || (madeFrom !== null && !isSame(value, valueAt(madeFrom, path)));
    return value !== undefined && isOwn ? [{ path, label, value }] : [];
  });
}

/** A return of one task means nothing in another. */
const OF_TASK: ReadonlySet<string> = new Set(['target.fitness']);

const isSame = (a: unknown, b: unknown) =>
  a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The preset of the pair; else of the algorithm, on a task of its kind; else of the task; else of its kind. */
function nearestPreset(
  { presets, environments }: Catalog,
  algorithm: string,
  environment: string,
): Preset | undefined {
  const entryOf = (id: string) => environments.find((each) => each.id === id);
  const kindOf = (id: string) => entryOf(id)?.actionSpace;
  const nearness = ({ config }: Preset) =>
    (config.algorithm === algorithm ? 4 : 0) +
    (config.environment === environment ? 2 : 0) +
    (kindOf(config.environment) === kindOf(environment) ? 1 : 0);
  return presets.reduce<Preset | undefined>(
    (best, preset) => (!best || nearness(preset) > nearness(best) ? preset : best),
    undefined,
  );
}

/** A preset for another pair: missing fields come from the declarations, and the target from the task. */
function basedOn(
  catalog: Catalog,
  { config }: Preset,
  algorithm: string,
  environment: string,
): RunConfig {
  if (config.algorithm === algorithm && config.environment === environment) return config;
  const { environmentOptions, schedule, ...others } = config;
  const own = config.algorithm === algorithm ? {} : { hyperparameters: {}, settings: {} };
  const task = catalog.environments.find(({ id }) => id === environment);
  const target = { ...config.target, ...(task && { fitness: task.solvedAt }) };
  const mutation =
    catalog.algorithms.find(({ id }) => id === algorithm)?.activationMutation === false
      ? { ...config.mutation, activation: 0 }
      : config.mutation;
  const input = { ...others, ...own, algorithm, environment, mutation, target };
  return repairRunConfig(input, config, catalog).config;
}
