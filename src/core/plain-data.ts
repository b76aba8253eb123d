/**
 * Stands for a value that is no data: a function, a getter, something too large to read, or something that broke while
 * being read.
 */
class Opaque {
  readonly description: string;
  constructor(description: string) {
    this.description = description;
  }
}

const MAX_DEPTH = 8;
const MAX_LENGTH = 1000; // entries of one list or object
const MAX_NODES = 50_000; // of the whole; a long recipe has most of them

/**
 * A copy of what may be anything, made of primitives, arrays, prototype-less objects and {@link Opaque} alone. Never
 * throws, runs no getter, and stops early: cycles and endless proxies come to an end at a depth.
 */
export function plainCopy(input: unknown): unknown {
  let nodes = 0;

  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value === 'function') return new Opaque('a function');
    if (typeof value === 'symbol') return new Opaque('a symbol');
    if (typeof value === 'bigint') return new Opaque('a BigInt');
    if (typeof value !== 'object' || value === null) return value;
    if (depth === MAX_DEPTH) return new Opaque('data nested too deeply');
    return Array.isArray(value) ? copyList(value, depth) : copyObject(value, depth);
  };

  const copyList = (list: object, depth: number): unknown => {
    const length: unknown = Reflect.getOwnPropertyDescriptor(list, 'length')?.value;
    if (typeof length !== 'number' || !(length <= MAX_LENGTH))
      return new Opaque('a list that is too long');
    return Array.from({ length }, (_, i) => copyProperty(list, String(i), depth));
  };

  const copyObject = (object: object, depth: number): unknown => {
    const keys = Object.keys(object);
    if (keys.length > MAX_LENGTH) return new Opaque('an object that is too large');
    const result: Record<string, unknown> = Object.create(null);
    for (const key of keys) result[key] = copyProperty(object, key, depth);
    return result;
  };

  const copyProperty = (owner: object, key: string, depth: number): unknown => {
    if (++nodes > MAX_NODES) return new Opaque('more than a configuration holds');
    const property = Reflect.getOwnPropertyDescriptor(owner, key);
    if (property && !('value' in property)) return new Opaque('a getter');
    return guarded(property?.value, depth + 1);
  };

  /** Reads a value that may be a proxy: only those can break while being read. */
  const guarded = (value: unknown, depth: number): unknown => {
    try {
      return copy(value, depth);
    } catch {
      return new Opaque('something that cannot be read');
    }
  };

  return guarded(input, 0);
}

/** Tells whether a value is an object with keys: no list, not null, not {@link Opaque}. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Opaque);

/** Returns the value at a path such as 'selection.tournamentSize'; undefined where there is none. */
export const valueAt = (tree: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      tree,
    );

/** A value in a few words, for a message. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value instanceof Opaque) return value.description;
  if (Array.isArray(value)) {
    const entries = value
      .slice(0, 8)
      .map((entry) => (typeof entry === 'object' ? '…' : describeValue(entry)));
    return `[${entries.join(', ')}${value.length > 8 ? ', …' : ''}]`;
  }
  if (typeof value === 'string')
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
