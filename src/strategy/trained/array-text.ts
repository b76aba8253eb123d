import { fromBase64, toBase64 } from '#core/base64.ts';
import { isRecord } from '#core/plain-data.ts';

/** Stand where an array of 32-bit floats was: its bytes, little-endian, or how many zeros. */
const FLOATS = '$floats';
const ZEROS = '$zeros';

/** Numbers of one array at most. */
const MOST = 10_000_000;

/** Plain data in which text stands in place of arrays of floats. Throws a RangeError for arrays of other kinds. */
export function liftArrays(value: unknown): unknown {
  if (value instanceof Float32Array)
    return value.every((each) => Object.is(each, 0))
      ? { [ZEROS]: value.length }
      : {
          [FLOATS]: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)),
        };
  if (ArrayBuffer.isView(value)) throw new RangeError('there are arrays of 32-bit floats alone');
  if (Array.isArray(value)) return value.map(liftArrays);
  return isRecord(value) ? mapped(value, liftArrays) : value;
}

/** Puts lifted arrays back. Throws a RangeError where one cannot be read. */
export function dropArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropArrays);
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, ZEROS)) {
    const count = value[ZEROS];
    if (!Number.isInteger(count) || (count as number) < 0 || (count as number) > MOST)
      throw new RangeError(`there cannot be ${count} zeros`);
    return new Float32Array(count as number);
  }
  return Object.hasOwn(value, FLOATS) ? floatsIn(value[FLOATS]) : mapped(value, dropArrays);
}

function floatsIn(text: unknown): Float32Array {
  try {
    return new Float32Array(fromBase64(text as string).slice().buffer);
  } catch {
    throw new RangeError('numbers of what the team has learned are cut off or changed');
  }
}

const mapped = (value: object, map: (part: unknown) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, part]) => [key, map(part)]));
