import type { Program } from '../program.ts';
import type { Layout } from './layout.ts';
import type { Place } from './lowering.ts';

/** A value that the host writes or reads. */
export interface NamedValue {
  /** Places by slot. */
  readonly places: readonly Place[];
  /** Values that `read` returns, by slot. */
  readonly own: readonly Float32Array[];
  /** Values that `readAll` returns, once it was asked for. */
  all: Float32Array | null;
}

/** The named values of a program. */
export function namedValues(program: Program, { agents }: Layout): Map<string, NamedValue> {
  const named = new Map<string, NamedValue>();
  for (const { id, name } of program.values) {
    if (name === undefined) continue;
    const places = agents.map(({ values }) => values.get(program.name)?.get(id) as Place); // laid out
    const own = places.map(({ rows, width }) => new Float32Array(rows * width));
    named.set(name, { places, own, all: null });
  }
  return named;
}

/** Rows of a padded matrix without their padding. */
export function pack(from: Float32Array, place: Place, into: Float32Array, at: number): void {
  const { address, rows, width, stride } = place;
  let source = address / 4;
  let target = at;
  for (let row = 0; row < rows; row++, source += stride)
    for (let j = 0; j < width; j++) into[target++] = from[source + j] as number; // inside the place
}

/** Rows without padding into a padded matrix. */
export function unpack(
  from: Float32Array,
  into: Float32Array,
  at: number,
  width: number,
  stride: number,
): void {
  if (width === stride) {
    into.set(from, at);
    return;
  }
  let source = 0;
  for (let target = at; source < from.length; target += stride)
    for (let j = 0; j < width; j++) into[target + j] = from[source++] as number; // whole rows
}
