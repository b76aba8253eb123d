import { accepts, expectation, type FieldValues } from './field.ts';
import { describeValue, isRecord } from './plain-data.ts';
import type { Problem } from './problem.ts';

/** A field of data that is read: where it stands and what may stand in it. */
export type ReadField = FieldValues & {
  readonly path: string;
  /** The value that it has where it is left out; see `Field`. */
  readonly defaultValue?: number | boolean | string;
};

/** Fields by the keys that lead to them. */
export type FieldTree = Map<string, ReadField | FieldTree>;

export interface Findings {
  wrong(found: Problem): void;
  unknown(path: string, value: unknown): void;
}

export function fieldTree(fields: readonly ReadField[]): FieldTree {
  const root: FieldTree = new Map();
  for (const field of fields) {
    const keys = field.path.split('.');
    const last = keys.pop() as string; // a split gives at least one
    let branch = root;
    for (const key of keys) {
      const next = branch.get(key);
      const below: FieldTree = next instanceof Map ? next : new Map();
      branch.set(key, below);
      branch = below;
    }
    branch.set(last, field);
  }
  return root;
}

/** The data that stands in the fields, frozen; everything that is wrong, and what no field knows, goes to `findings`. */
export function readFields(
  data: Record<string, unknown>,
  tree: FieldTree,
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
        const inner = readFields(value, expected, `${path}.`, findings);
        return isOptional(expected) && Object.keys(inner).length === 0 ? [] : [[key, inner]];
      }
      findings.wrong(
        fieldProblem(path, value, `it must be an object with ${[...expected.keys()].join(', ')}`),
      );
    } else if (accepts(expected, value)) {
      return [[key, clean(value)]];
    } else findings.wrong(fieldProblem(path, value, `it must be ${expectation(expected)}`));
    return [[key, undefined]];
  });
  return Object.freeze(Object.fromEntries(entries));
}

/** Tells whether a field is left out, or has the value that it has when it is. */
function isLeftOut(expected: ReadField | FieldTree, value: unknown): boolean {
  if (value === undefined) return isOptional(expected);
  return !(expected instanceof Map) && expected.defaultValue === clean(value);
}

/** Tells whether a field, or each in a tree of them, may be left out. */
function isOptional(expected: ReadField | FieldTree): boolean {
  if (!(expected instanceof Map)) return expected.defaultValue !== undefined;
  return expected.size > 0 && [...expected.values()].every(isOptional);
}

/** The value with 0 for −0, lists frozen. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(clean));
  return value === 0 ? 0 : value;
}

/** A problem in words; its value is plain enough to be sent anywhere. */
export function fieldProblem(path: string, value: unknown, advice: string): Problem {
  const words = describeValue(value);
  const isShort = value === null || /^(number|boolean|undefined)$/.test(typeof value);
  const subject = path === '' ? 'this' : path;
  return {
    path,
    value: isShort ? value : typeof value === 'string' ? value.slice(0, 200) : words,
    message: `${subject} is ${words}: ${advice}`,
  };
}

const shorten = (key: string) => (key.length > 60 ? `${key.slice(0, 60)}…` : key);
