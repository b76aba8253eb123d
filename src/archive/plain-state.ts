import { Damage } from './damage.ts';

/** Typed arrays that the engine's state is made of, and files hold. */
export const ARRAY_TYPES = {
  Float32Array,
  Float64Array,
  Int32Array,
  Uint32Array,
  Uint8Array,
} as const;
export type ArrayType = keyof typeof ARRAY_TYPES;
export const ARRAY_NAMES = Object.keys(ARRAY_TYPES) as ArrayType[];

/** Undefined for an array of another kind. */
export const typeOfArray = (array: ArrayBufferView): ArrayType | undefined =>
  ARRAY_NAMES.find((name) => array instanceof ARRAY_TYPES[name]);

const MOST_DEPTH = 12;

/**
 * Most parts of one value: a part that is referred to again and again counts each time, so without a limit the walk
 * would hardly end.
 */
const MOST_PARTS = 5_000_000;

/** Throws a {@link Damage} unless a value is plain data: primitives, lists, objects and typed arrays of these kinds. */
export function needPlainState(value: unknown, what: string): void {
  let parts = 0;
  const walk = (part: unknown, depth: number): void => {
    if (++parts > MOST_PARTS) throw new Damage(`${what} has too many parts`);
    needPlain(part, what, depth);
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return;
    if (Array.isArray(part) && part.includes(undefined))
      throw new Damage(`${what} holds a list with nothing in a place`);
    for (const each of Object.values(part)) walk(each, depth + 1);
  };
  walk(value, 0);
}

/** Holds one part of a value, without what is in it. */
function needPlain(value: unknown, what: string, depth: number): void {
  if (value === undefined || value === null) return;
  if (['number', 'string', 'boolean'].includes(typeof value)) return;
  if (typeof value !== 'object' || depth > MOST_DEPTH)
    throw new Damage(`${what} holds something that is no data`);
  if (ArrayBuffer.isView(value)) {
    if (!typeOfArray(value)) throw new Damage(`${what} holds an array of a kind that it never has`);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    throw new Damage(`${what} holds something that is no data`);
}
