import type { Catalog } from './catalog.ts';
import { declarationIn } from './declaration-in.ts';
import { accepts, expectation } from './field.ts';
import { fieldsFor } from './fields.ts';
import { nearest } from './nearest.ts';
import { describeValue, isRecord, plainCopy, valueAt } from './plain-data.ts';
import { withoutRetired } from './retired.ts';
import type { Problem, RunConfig } from './run-config.ts';
import { parseSchedule } from './schedule.ts';

export interface RepairedConfig {
  /** Every field, each within its own limits; whether they fit together is for the parser to say. */
  readonly config: RunConfig;
  /** Each value that could not stay, and what stands there now. */
  readonly corrected: readonly Problem[];
  /** Paths of what no field has; it was left out. */
  readonly unknown: readonly string[];
  /** A sentence for each field that was left out because it is no more. */
  readonly dropped: readonly string[];
}

/** Groups of an algorithm's own fields, which stand even where it has none. */
const OWN = ['hyperparameters', 'settings'];

/**
 * Makes every field of what may be anything hold something that it accepts: a number out of its limits becomes the
 * nearest within, anything else what `fallback` has there, or what the algorithm declares. Never throws.
 */
export function repairRunConfig(
  input: unknown,
  fallback: RunConfig,
  catalog: Catalog,
): RepairedConfig {
  const { data, dropped } = withoutRetired(plainCopy(input));
  const chosen = (kind: 'algorithm' | 'environment') =>
    catalog[`${kind}s`].find(({ id }) => id === valueAt(data, kind))?.id ?? fallback[kind];
  const algorithm = chosen('algorithm');
  const fields = fieldsFor(catalog, { algorithm, environment: chosen('environment') });
  const config: Record<string, unknown> = {};
  for (const own of OWN) config[own] = {};
  const corrected: Problem[] = [];
  for (const field of fields) {
    const { path, label } = field;
    const value = valueAt(data, path);
    if (value === undefined && field.defaultValue !== undefined) continue;
    if (accepts(field, value)) {
      put(config, path, value);
      continue;
    }
    const spare = valueAt(fallback, path);
    const instead =
      nearest(field, value) ??
      (accepts(field, spare) ? spare : undefined) ??
      field.defaultValue ??
      declared(catalog, algorithm, path);
    put(config, path, instead);
    const was = describeValue(value);
    corrected.push({
      path,
      value: was,
      message: `${label} is ${was} and must be ${expectation(field)}; ${describeValue(instead)} was taken.`,
    });
  }
  repairSchedule(valueAt(data, 'schedule'), algorithm, catalog, config, corrected);
  const known = new Set([...fields.map(({ path }) => path), 'schedule']);
  const unknown = unknownPaths(data, known);
  // Every field of a configuration stands in it, with a value that it accepts.
  return { config: config as unknown as RunConfig, corrected, unknown, dropped };
}

/** A recipe is followed as it is or not at all. */
function repairSchedule(
  value: unknown,
  algorithmId: string,
  catalog: Catalog,
  config: Record<string, unknown>,
  corrected: Problem[],
): void {
  const { environment, settings } = config as unknown as RunConfig; // read before it
  const algorithm = declarationIn(catalog, { algorithm: algorithmId, environment, settings });
  if (value === undefined || !algorithm) return;
  const { schedule, problems } = parseSchedule(value, algorithm);
  const [first] = problems;
  if (!first) config['schedule'] = schedule;
  else
    corrected.push({
      ...first,
      message: `The recipe cannot be followed and was left out: ${first.message}.`,
    });
}

/** Paths of what stands where no field is and leads to none. */
function unknownPaths(data: unknown, known: ReadonlySet<string>, prefix = ''): readonly string[] {
  if (!isRecord(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const path = prefix + key;
    if (known.has(path)) return [];
    const leads = OWN.includes(path) || [...known].some((other) => other.startsWith(`${path}.`));
    return leads ? unknownPaths(value, known, `${path}.`) : [path];
  });
}

/** Returns the value that an algorithm declares for one of its own fields. */
function declared(catalog: Catalog, algorithmId: string, path: string): unknown {
  const algorithm = catalog.algorithms.find(({ id }) => id === algorithmId);
  const [group, name, part = ''] = path.split('.');
  if (group === 'settings')
    return algorithm?.settings.find((setting) => setting.name === name)?.initial;
  const hyperparameter = algorithm?.hyperparameters.find((each) => each.name === name);
  if (!hyperparameter) return undefined;
  return part === 'value' ? hyperparameter.initial : valueAt(hyperparameter.range, part);
}

/** Puts a value at a path of the field table. */
function put(tree: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let branch = tree;
  for (const key of keys) {
    const next = branch[key];
    const below = isRecord(next) ? next : {};
    branch[key] = below;
    branch = below;
  }
  branch[last] = value;
}
