import { type Draws, draws, threefry2x32 } from '#core/random.ts';

/** Purposes of random numbers of a search. Published: a changed number changes every search. */
const SEARCH_PURPOSE = {
  draw: 0x300,
  propose: 0x301,
  exploit: 0x302,
  explore: 0x303,
  apart: 0x304,
} as const;

const block = new Uint32Array(2);

/** The numbers of a purpose; `a` and `b` tell those of one purpose apart. */
export function searchDraws(
  seed: number,
  purpose: keyof typeof SEARCH_PURPOSE,
  a: number,
  b = 0,
): Draws {
  threefry2x32(seed, SEARCH_PURPOSE[purpose], a, b, block);
  return draws([block[0] as number, block[1] as number]);
}
