import type { Layout } from '../lowering/layout.ts';
import type { Place } from '../lowering/lowering.ts';
import type { Program } from '../program.ts';

/** A value that the host writes or reads: all agents' places follow each other. */
export interface NamedPlaces {
  /** Places by slot. */
  readonly places: readonly Place[];
  /** Bytes. */
  readonly start: number;
  readonly end: number;
}

/** The named values of a program. */
export function namedPlaces(program: Program, { agents }: Layout): Map<string, NamedPlaces> {
  const named = new Map<string, NamedPlaces>();
  for (const { id, name } of program.values) {
    if (name === undefined) continue;
    const places = agents.map(({ values }) => values.get(program.name)?.get(id) as Place); // laid out
    const first = places[0] as Place; // a population has agents, here and below
    const last = places.at(-1) as Place;
    named.set(name, { places, start: first.address, end: endOf(last) });
  }
  return named;
}

const endOf = ({ address, rows, stride }: Place): number => address + rows * stride * 4;
