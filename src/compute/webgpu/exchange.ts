import type { Place } from '../lowering/lowering.ts';
import { pack, unpack } from '../lowering/values.ts';
import { checkRows, commonSize, named } from '../population.ts';
import type { Stream } from './stream.ts';
import type { NamedPlaces } from './values.ts';

/** Bytes up to which values that are read together come in one piece, with what lies between them. */
const ONE_PIECE = 1 << 18;

/**
 * Values of one program that the host writes and reads. Writes are gathered until the program runs. A read fetches the
 * value of all agents, and at once the other values that the host has read of this program before, so that one journey
 * to the GPU and back serves them all.
 */
export interface Exchange {
  write(value: string, slot: number, data: Float32Array): void;
  read(value: string, slot: number): Promise<Float32Array>;
  readAll(value: string): Promise<Float32Array>;
  /** Before the program runs: hands over what was written, and forgets what was read. */
  beforeRun(): void;
}

export function createExchange(
  program: string,
  values: ReadonlyMap<string, NamedPlaces>,
  stream: Stream,
  memory: GPUBuffer,
): Exchange {
  /** Values the host has written, all agents, padded; and which slots since the last run. */
  const written = new Map<string, { data: Float32Array; first: number; last: number }>();
  const wanted = new Set<string>();
  const fetched = new Map<string, Promise<Float32Array>>();

  const placesOf = (name: string): NamedPlaces =>
    named(values, name, `program '${program}' has no value`);
  const flush = () => {
    for (const [name, { data, first, last }] of written) {
      if (first > last) continue;
      const { places, start } = placesOf(name);
      const from = (places[first] as Place).address; // slots written
      const end = places[last] as Place;
      const to = end.address + end.rows * end.stride * 4;
      stream.write(memory, from, data.subarray((from - start) / 4, (to - start) / 4));
      written.set(name, { data, first: places.length, last: -1 });
    }
  };
  /** All agents' places of a value, padded. */
  const fetch = (name: string): Promise<Float32Array> => {
    const known = fetched.get(name);
    if (known) return known;
    flush();
    wanted.add(name);
    const all = [...wanted]
      .filter((each) => !fetched.has(each))
      .map((each) => [each, placesOf(each)] as const);
    const start = Math.min(...all.map(([, value]) => value.start));
    const end = Math.max(...all.map(([, value]) => value.end));
    const own = placesOf(name);
    const together = end - start <= ONE_PIECE;
    const piece = together
      ? stream.read(memory, start, end - start)
      : stream.read(memory, own.start, own.end - own.start);
    piece.catch(() => {}); // callers get the error
    for (const [each, value] of together ? all : [[name, own] as const]) {
      const from = (value.start - (together ? start : own.start)) / 4;
      const part = piece.then((read) => read.subarray(from, from + (value.end - value.start) / 4));
      part.catch(() => {});
      fetched.set(each, part);
    }
    return fetched.get(name) as Promise<Float32Array>; // just set
  };

  return {
    write(name, slot, given) {
      const { places, start, end } = placesOf(name);
      const place = places[slot] as Place; // by slot
      const { address, width, stride } = place;
      checkRows(program, name, place, given);
      const before = written.get(name);
      const data = before?.data ?? new Float32Array((end - start) / 4);
      unpack(given, data, (address - start) / 4, width, stride);
      written.set(name, {
        data,
        first: Math.min(slot, before?.first ?? slot),
        last: Math.max(slot, before?.last ?? slot),
      });
      fetched.delete(name);
    },
    async read(name, slot) {
      const { places, start } = placesOf(name);
      const place = places[slot] as Place; // by slot
      const all = await fetch(name);
      const own = new Float32Array(place.rows * place.width);
      pack(all, { ...place, address: place.address - start }, own, 0);
      return own;
    },
    async readAll(name) {
      const { places, start } = placesOf(name);
      const size = commonSize(program, name, places);
      const all = await fetch(name);
      const packed = new Float32Array(places.length * size);
      places.forEach((place, slot) => {
        pack(all, { ...place, address: place.address - start }, packed, slot * size);
      });
      return packed;
    },
    beforeRun() {
      flush();
      fetched.clear();
    },
  };
}
