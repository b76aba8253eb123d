type Numbers = Int32Array | Float64Array | Uint8Array;

export type Growable<T extends Numbers> = ReturnType<typeof growable<T>>;

/** A typed array that grows by doubling. */
export function growable<T extends Numbers>(Column: new (length: number) => T) {
  let array = new Column(256);
  let length = 0;
  return {
    get length(): number {
      return length;
    },
    /** The numbers so far; valid until the next call. */
    get view(): T {
      return array.subarray(0, length) as T;
    },
    at(index: number): number {
      if (!(index >= 0 && index < length))
        throw new RangeError(`index ${index} is not below ${length}`);
      return array[index] as number; // index < length
    },
    push(value: number): void {
      if (length === array.length) {
        const larger = new Column(length * 2);
        larger.set(array);
        array = larger;
      }
      array[length++] = value;
    },
    truncate(to: number): void {
      length = Math.min(length, to);
    },
  };
}
