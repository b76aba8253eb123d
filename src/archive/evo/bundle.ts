import { Damage, needFields, needInteger, needList, needOneOf } from '../damage.ts';
import { liftArrays, lowerArrays } from '../lifted-arrays.ts';
import { ARRAY_NAMES, ARRAY_TYPES, typeOfArray } from '../plain-state.ts';
import { bytesOf } from './format.ts';
import { revive, toJson } from './json.ts';

/** Data with typed arrays inside as two files: `.json` and `.bin`. */
export interface Bundle {
  readonly json: string;
  readonly bin: Uint8Array;
}

const MOST_ARRAYS = 1_000_000;

/** Throws a RangeError for arrays of other kinds than those above. */
export function bundle(value: unknown): Bundle {
  const { skeleton, arrays } = liftArrays(value);
  const kinds = arrays.map((array) => {
    const type = typeOfArray(array);
    if (!type) throw new RangeError('an array of a kind that no file holds');
    return { type, length: (array as Uint8Array).length };
  });
  const json = toJson({ arrays: kinds, value: skeleton });
  const bin = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const array of arrays) {
    bin.set(bytesOf(array), at);
    at += array.byteLength;
  }
  return { json, bin };
}

/** The data as it was. Throws a {@link Damage} if the files do not fit together. */
export function unbundle(parsed: unknown, bin: Uint8Array, what: string): unknown {
  const { arrays, value } = needFields(parsed, what);
  let at = 0;
  const lifted = needList(arrays, `the arrays of ${what}`, MOST_ARRAYS).map((entry) => {
    const fields = needFields(entry, `an array of ${what}`);
    const type =
      ARRAY_TYPES[needOneOf(fields['type'], `the type of an array of ${what}`, ARRAY_NAMES)];
    const length = needInteger(fields['length'], `the length of an array of ${what}`, 0, 2 ** 31);
    const end = at + length * type.BYTES_PER_ELEMENT;
    if (end > bin.length) throw new Damage(`the arrays of ${what} are longer than its numbers`);
    const array = new type(bin.slice(at, end).buffer);
    at = end;
    return array;
  });
  if (at !== bin.length) throw new Damage(`${what} has more numbers than its arrays hold`);
  try {
    return lowerArrays({ skeleton: revive(value), arrays: lifted });
  } catch (error) {
    if (error instanceof RangeError) throw new Damage(`of ${what}, ${error.message}`);
    throw error;
  }
}
