import type { Catalog } from './catalog.ts';
import { type ConfigContext, RULES } from './config-rules.ts';
import { accepts, expectation, type Field } from './field.ts';
import { fieldsFor } from './fields.ts';
import { describeValue, isRecord, plainCopy } from './plain-data.ts';
import { withoutRetired } from './retired.ts';
import type { Problem, RunConfig } from './run-config.ts';
import { parseSchedule } from './schedule.ts';

export type Parsed =
  | {
      readonly ok: true;
      /** New data, frozen throughout. */
      readonly config: RunConfig;
      /** A sentence for each field that was left out because it is no more; absent: none was. */
      readonly dropped?: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Problems reported at most; a person mends the first few and tries again. */
const MAX_PROBLEMS = 100;

/** Makes a configuration of anything, or says everything that is wrong with it. Never throws. */
export function parseRunConfig(input: unknown, catalog: Catalog): Parsed {
  const { data, dropped } = withoutRetired(plainCopy(input));
  if (!isRecord(data))
    return failure([
      problem('', data, 'a configuration must be an object with the fields of a run'),
    ]);

  const environment = catalog.environments.find(({ id }) => id === data['environment']);
  const algorithm = catalog.algorithms.find(({ id }) => id === data['algorithm']);
  const chosen = { algorithm: algorithm?.id ?? '', environment: environment?.id ?? '' };
  const tree = treeOf(fieldsFor(catalog, chosen));
  // Without an algorithm or environment nobody can say which of its fields are right.
  for (const own of ['hyperparameters', 'settings'])
    if (!algorithm) tree.delete(own);
    else if (!tree.has(own)) tree.set(own, new Map());

  const problems: Problem[] = [];
  const { schedule, ...fields } = data;
  const config = read(fields, tree, '', {
    wrong: (found) => problems.push(found),
    unknown(path, value) {
      if (!algorithm && /^(hyperparameters|settings)$/.test(path)) return;
      if (!environment && path === 'environmentOptions') return;
      problems.push(problem(path, value, 'there is no such field; take it out'));
    },
  });

  const recorded = schedule !== undefined && algorithm ? parseSchedule(schedule, algorithm) : null;
  problems.push(...(recorded?.problems ?? []));

  if (problems.length > 0 || !environment || !algorithm) return failure(problems);
  // Every field of the tree was read, and each value was accepted.
  const whole = config as unknown as RunConfig;
  const context: ConfigContext = {
    config: recorded ? Object.freeze({ ...whole, schedule: recorded.schedule }) : whole,
    environment,
    algorithm,
  };
  const broken = RULES.flatMap((rule) => rule(context));
  return broken.length > 0
    ? failure(broken)
    : { ok: true, config: context.config, ...(dropped.length > 0 && { dropped }) };
}

/** Fields by the keys that lead to them. */
type Tree = Map<string, Field | Tree>;

interface Findings {
  wrong(found: Problem): void;
  unknown(path: string, value: unknown): void;
}

function treeOf(fields: readonly Field[]): Tree {
  const root: Tree = new Map();
  for (const field of fields) {
    const keys = field.path.split('.');
    const last = keys.pop() as string; // a split gives at least one
    let branch = root;
    for (const key of keys) {
      const next = branch.get(key);
      const below: Tree = next instanceof Map ? next : new Map();
      branch.set(key, below);
      branch = below;
    }
    branch.set(last, field);
  }
  return root;
}

function read(
  data: Record<string, unknown>,
  tree: Tree,
  prefix: string,
  findings: Findings,
): object {
  for (const [key, value] of Object.entries(data))
    if (!tree.has(key)) findings.unknown(prefix + shorten(key), value);

  const entries = [...tree].flatMap(([key, expected]): [string, unknown][] => {
    const value = data[key];
    const path = prefix + key;
    if (isLeftOut(expected, value)) return [];
    if (expected instanceof Map) {
      if (isRecord(value)) {
        const inner = read(value, expected, `${path}.`, findings);
        return isOptional(expected) && Object.keys(inner).length === 0 ? [] : [[key, inner]];
      }
      findings.wrong(
        problem(path, value, `it must be an object with ${[...expected.keys()].join(', ')}`),
      );
    } else if (accepts(expected, value)) {
      return [[key, clean(value)]];
    } else findings.wrong(problem(path, value, `it must be ${expectation(expected)}`));
    return [[key, undefined]];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/** Whether a field is left out, or has the value that it has when it is. */
function isLeftOut(expected: Field | Tree, value: unknown): boolean {
  if (value === undefined) return isOptional(expected);
  return !(expected instanceof Map) && expected.otherwise === clean(value);
}

/** Whether a field, or each in a tree of them, may be left out. */
function isOptional(expected: Field | Tree): boolean {
  if (!(expected instanceof Map)) return expected.otherwise !== undefined;
  return expected.size > 0 && [...expected.values()].every(isOptional);
}

/** The value with 0 for −0, lists frozen. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(clean));
  return value === 0 ? 0 : value;
}

/** A problem in words; its value is plain enough to be sent anywhere. */
function problem(path: string, value: unknown, advice: string): Problem {
  const words = describeValue(value);
  const isShort = value === null || /^(number|boolean|undefined)$/.test(typeof value);
  const subject = path === '' ? 'this' : path;
  return {
    path,
    value: isShort ? value : typeof value === 'string' ? value.slice(0, 200) : words,
    message: `${subject} is ${words}: ${advice}`,
  };
}

const failure = (problems: readonly Problem[]): Parsed => ({
  ok: false,
  problems: problems.slice(0, MAX_PROBLEMS),
});

const shorten = (key: string) => (key.length > 60 ? `${key.slice(0, 60)}…` : key);
