/** A value without its typed arrays, and these beside it, so that they can be written a few at a time. */
export interface Lifted {
  readonly skeleton: unknown;
  readonly arrays: readonly ArrayBufferView[];
}

/** Stands in the skeleton where an array was, with its index. */
const MARK = 'lifted array';

export function liftArrays(value: unknown): Lifted {
  const arrays: ArrayBufferView[] = [];
  const lift = (part: unknown): unknown => {
    if (ArrayBuffer.isView(part)) return { [MARK]: arrays.push(part) - 1 };
    if (Array.isArray(part)) return part.map(lift);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, lift(each)]));
  };
  return { skeleton: lift(value), arrays };
}

/** The value as it was. Throws a RangeError if an array is missing. */
export function lowerArrays({ skeleton, arrays }: Lifted): unknown {
  const lower = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(lower);
    if (typeof part !== 'object' || part === null) return part;
    const index = (part as { readonly [MARK]?: unknown })[MARK];
    if (index === undefined)
      return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, lower(each)]));
    const array = typeof index === 'number' ? arrays[index] : undefined;
    if (!array) throw new RangeError(`array ${index} of ${arrays.length} is missing`);
    return array;
  };
  return lower(skeleton);
}

/** Neighbours gathered until they hold so many bytes. */
export function portions(arrays: readonly ArrayBufferView[], bytes: number): ArrayBufferView[][] {
  const gathered: ArrayBufferView[][] = [];
  let room = 0;
  for (const array of arrays) {
    if (room <= 0) {
      gathered.push([]);
      room = bytes;
    }
    gathered.at(-1)?.push(array);
    room -= array.byteLength;
  }
  return gathered;
}
