/**
 * MurmurHash3 x86_128 (Appleby 2011, public domain), fed piece by piece: 128 bits that differ whenever a bit of the
 * input does, as good as certainly. Not against forgery.
 */
export interface Hasher {
  bytes(data: Uint8Array): Hasher;
  /** UTF-8. */
  text(data: string): Hasher;
  /** The bits of the numbers, little-endian. Every NaN counts as the same one: their bits differ between machines. */
  floats(data: Float32Array): Hasher;
  /** 32 hexadecimal digits over all that was fed so far. More may follow. */
  hex(): string;
}

const BLOCK = 16; // bytes
const SCRATCH = 4096; // bytes

const C1 = 0x239b961b;
const C2 = 0xab0e9789 | 0;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93 | 0;

const encoder = new TextEncoder();

/** Begins a hash. */
export function hasher(seed = 0): Hasher {
  const state = Int32Array.of(seed, seed, seed, seed);
  const scratchWords = new Int32Array(SCRATCH / 4);
  const scratch = new Uint8Array(scratchWords.buffer);
  let pending = 0; // bytes in scratch, always fewer than it holds
  let length = 0; // bytes fed

  const hash: Hasher = {
    bytes(data) {
      length += data.length;
      for (let at = 0; at < data.length; ) {
        const taken = Math.min(SCRATCH - pending, data.length - at);
        scratch.set(data.subarray(at, at + taken), pending);
        pending += taken;
        at += taken;
        if (pending === SCRATCH) {
          mixBlocks(state, scratchWords, SCRATCH / BLOCK);
          pending = 0;
        }
      }
      return hash;
    },
    text: (data) => hash.bytes(encoder.encode(data)),
    floats(data) {
      const words = new Int32Array(data.buffer, data.byteOffset, data.length);
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return hash.bytes(hasNaN(words) ? canonical(words) : bytes);
    },
    hex() {
      const end = state.slice();
      const whole = Math.floor(pending / BLOCK);
      mixBlocks(end, scratchWords, whole);
      mixTail(end, scratch.subarray(whole * BLOCK, pending));
      finish(end, length);
      return Array.from(end, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
  return hash;
}

const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

function mixBlocks(state: Int32Array, words: Int32Array, count: number): void {
  let [h1, h2, h3, h4] = state as unknown as [number, number, number, number];
  for (let i = 0, end = count * 4; i < end; i += 4) {
    // i + 3 < words.length
    h1 ^= Math.imul(rotate(Math.imul(words[i] as number, C1), 15), C2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(words[i + 1] as number, C2), 16), C3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(words[i + 2] as number, C3), 17), C4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(words[i + 3] as number, C4), 18), C1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  state.set([h1, h2, h3, h4]);
}

/** The last bytes, fewer than a block: as a block filled up with zeros, which leaves lanes without bytes alone. */
function mixTail(state: Int32Array, tail: Uint8Array): void {
  const padded = new Uint8Array(BLOCK);
  padded.set(tail);
  const [k1, k2, k3, k4] = new Int32Array(padded.buffer) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const [h1, h2, h3, h4] = state as unknown as [number, number, number, number];
  state.set([
    h1 ^ Math.imul(rotate(Math.imul(k1, C1), 15), C2),
    h2 ^ Math.imul(rotate(Math.imul(k2, C2), 16), C3),
    h3 ^ Math.imul(rotate(Math.imul(k3, C3), 17), C4),
    h4 ^ Math.imul(rotate(Math.imul(k4, C4), 18), C1),
  ]);
}

function finish(state: Int32Array, length: number): void {
  const stir = () => {
    const [h1, h2, h3, h4] = state as unknown as [number, number, number, number];
    const sum = (h1 + h2 + h3 + h4) | 0;
    state.set([sum, h2 + sum, h3 + sum, h4 + sum]);
  };
  for (let i = 0; i < 4; i++) state[i] = (state[i] as number) ^ length;
  stir();
  for (let i = 0; i < 4; i++) state[i] = avalanche(state[i] as number);
  stir();
}

function avalanche(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const INFINITY_BITS = 0x7f800000;
const NAN_BITS = 0x7fc00000;

function hasNaN(words: Int32Array): boolean {
  for (let i = 0; i < words.length; i++)
    if (((words[i] as number) & 0x7fffffff) > INFINITY_BITS) return true;
  return false;
}

function canonical(words: Int32Array): Uint8Array {
  const copy = words.map((word) => ((word & 0x7fffffff) > INFINITY_BITS ? NAN_BITS : word));
  return new Uint8Array(copy.buffer);
}
