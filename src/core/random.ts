import { cos, log } from './maths.ts';

/**
 * Keyed random numbers: Threefry-2x32, 20 rounds (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 * There is no stream to advance, so a number depends on what it is for and never on who drew before.
 *
 * The numbering, which every kernel keeps:
 *   key   = threefry(key (seed, purpose), counter (agent, step))
 *   block = threefry(key, counter (index, 0)), index = 0, 1, 2 …; its word 0 is drawn first, then its word 1.
 */

/** Purposes of random numbers. Published: a changed number changes every run. */
export const PURPOSE = {
  initialise: 1,
  select: 2,
  mutate: 3,
  inherit: 4,
  reset: 5,
  program: 6,
  explore: 7,
  replay: 8,
  evaluate: 9,
  play: 10,
  smooth: 11,
  shuffle: 12,
  champion: 13,
  choose: 14,
  rival: 15,
  opening: 16,
  rung: 17,
} as const;
export type Purpose = keyof typeof PURPOSE;

/** Two unsigned 32-bit words. */
export type Key = readonly [k0: number, k1: number];

/** A reader of the numbers under one key, in order. */
export interface Draws {
  /** 32 random bits, unsigned. */
  bits(): number;
  /** Draws from [0, 1), a multiple of 2⁻³². Takes one word. */
  uniform(): number;
  /** Draws from [low, high). Takes one word. */
  between(low: number, high: number): number;
  /** One of 0 … n−1, each equally likely: a word modulo n, words from the greatest multiple of n on left out. */
  integer(n: number): number;
  /** Standard normal (Box and Muller 1958, cosine branch). Takes two words: the radius's, then the angle's. */
  normal(): number;
  /** An index drawn with the given relative weights; throws a RangeError if none is above 0. Takes one word. */
  weighted(weights: readonly number[]): number;
}

const TWO_32 = 4294967296; // 2³²
const TWO_PI = 6.283185307179586;

/** Parity word of the key schedule (Salmon et al. 2011, section 4.2). */
const PARITY = 0x1bd11bda;

/** One block of random bits: the counter (c0, c1) enciphered under the key (k0, k1), into `out[0]` and `out[1]`. */
// biome-ignore format: a round a line
export function threefry2x32(key0: number, key1: number, c0: number, c1: number, out: Uint32Array): void {
  const k0 = key0 | 0;
  const k1 = key1 | 0;
  const k2 = PARITY ^ k0 ^ k1;
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  // Five groups of four rounds, rotations 13 15 26 6 and 17 29 16 24 in turn, each followed by a key injection.
  x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k1) | 0; x1 = (x1 + k2 + 1) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + k2) | 0; x1 = (x1 + k0 + 2) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k0) | 0; x1 = (x1 + k1 + 3) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + k1) | 0; x1 = (x1 + k2 + 4) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  out[0] = x0 + k2;
  out[1] = x1 + k0 + 5;
}

const block = new Uint32Array(2);

/** The key under which an agent draws for a purpose at a step. Seed, agent and step count modulo 2³². */
export function keyFor(seed: number, purpose: Purpose, agent: number, step: number): Key {
  threefry2x32(seed, PURPOSE[purpose], agent, step, block);
  return [block[0] as number, block[1] as number];
}

/** The numbers under a key, from the first on. */
export function draws(key: Key): Draws {
  return new KeyedDraws(key);
}

/** A class, because a reader is made per agent and step: methods on a prototype cost nothing to make. */
class KeyedDraws implements Draws {
  readonly #k0: number;
  readonly #k1: number;
  #index = 0;
  #second = 0;
  #hasSecond = false;

  constructor([k0, k1]: Key) {
    this.#k0 = k0;
    this.#k1 = k1;
  }

  bits(): number {
    if (this.#hasSecond) {
      this.#hasSecond = false;
      return this.#second;
    }
    threefry2x32(this.#k0, this.#k1, this.#index, 0, block);
    this.#index++;
    this.#second = block[1] as number;
    this.#hasSecond = true;
    return block[0] as number;
  }

  uniform(): number {
    return this.bits() / TWO_32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_32)
      throw new RangeError(`cannot draw one of ${n}: it must be a whole number from 1 to 2³²`);
    let x = this.bits();
    if (x >= TWO_32 - n) {
      const limit = TWO_32 - (TWO_32 % n); // never below 2³² − n
      while (x >= limit) x = this.bits();
    }
    return x % n;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * log(1 - this.uniform()));
    return radius * cos(TWO_PI * this.uniform());
  }

  weighted(weights: readonly number[]): number {
    let total = 0;
    let last = -1; // last index with a weight above 0, where rounding ends
    for (const [i, weight] of weights.entries()) {
      if (!(weight >= 0 && weight < Infinity))
        throw new RangeError(`weight ${i} is ${weight}: it must be a finite number, 0 or more`);
      total += weight;
      if (weight > 0) last = i;
    }
    if (last < 0) throw new RangeError(`none of the weights [${weights.join(', ')}] is above 0`);
    let rest = this.uniform() * total;
    for (let i = 0; i < last; i++) {
      rest -= weights[i] as number; // i < weights.length
      if (rest < 0) return i;
    }
    return last;
  }
}
