import type { ClassifierSetup, Measured } from './classifiers.ts';
import { MEASURED } from './programs.ts';

/** A row's part of what is measured, [rows × interval × MEASURED], of the first `count` steps. */
export function measuredOf(
  all: Float32Array,
  row: number,
  interval: number,
  count: number,
): Measured {
  const columns = MEASURED.length;
  const column = (at: number) =>
    Float32Array.from(
      { length: count },
      (_, step) => all[(row * interval + step) * columns + at] as number, // step < interval
    );
  return Object.fromEntries(MEASURED.map((name, at) => [name, column(at)])) as Record<
    keyof Measured,
    Float32Array
  >;
}

/** A row's parts, each `size` numbers, of what was read of all rows, joined; `length` of them count. */
export function rowOf(
  parts: readonly Float32Array[],
  row: number,
  size: number,
  length: number,
): Float32Array {
  const joined = new Float32Array(length);
  for (const [i, part] of parts.entries()) {
    const wanted = Math.min(size, length - i * size);
    joined.set(part.subarray(row * size, row * size + wanted), i * size);
  }
  return joined;
}

/** Images as the network sees them, [B × S × S × 3], as levels of colours. */
export function levels(
  images: Float32Array,
  { mean, deviation }: Pick<ClassifierSetup, 'mean' | 'deviation'>,
): Uint8Array {
  return Uint8Array.from(images, (value, at) => {
    const channel = (at % 3) as 0 | 1 | 2;
    return Math.max(
      0,
      Math.min(255, Math.round(255 * (value * deviation[channel] + mean[channel]))),
    );
  });
}
