type Numbers = Int32Array | Float64Array | Uint8Array;

/** A typed array that grows by doubling. */
export interface Growable<T extends Numbers> {
  readonly length: number;
  /** The numbers so far; valid until the next call. */
  readonly view: T;
  at(index: number): number;
  push(value: number): void;
  truncate(length: number): void;
}

export function growable<T extends Numbers>(make: (length: number) => T): Growable<T> {
  let array = make(256);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get view() {
      return array.subarray(0, length) as T;
    },
    at(index) {
      if (!(index >= 0 && index < length))
        throw new RangeError(`index ${index} is not below ${length}`);
      return array[index] as number; // index < length
    },
    push(value) {
      if (length === array.length) {
        const larger = make(length * 2);
        larger.set(array);
        array = larger;
      }
      array[length++] = value;
    },
    truncate(to) {
      length = Math.min(length, to);
    },
  };
}
