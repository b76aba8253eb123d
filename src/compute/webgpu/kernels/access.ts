/**
 * Access of kernels to memory: as 32-bit floats, or with matrices of 16-bit floats (IEEE binary16) among its operands.
 * Of these two share a word, so they are stored in pairs, the first at an even index.
 */
export interface Access {
  /** WGSL of `at`, `load` and `store`. */
  readonly declarations: string;
  /** Numbers that are stored at a time. */
  readonly step: 1 | 2;
  /**
   * A statement that stores so many numbers from an index on, or only as many as are `left`, which can be fewer in a matrix
   * of 32 bits. `value` gives each: '' is the first, ' + 1u' the second.
   */
  store(index: string, value: (next: '' | ' + 1u') => string, left?: string): string;
}

/** Memory is one buffer of f32, and an operand's index that of a float. */
export const ACCESS: Access = {
  declarations: /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
fn at(r: u32, i: u32) -> u32 { return byteAt(r, i) >> 2u; }
fn load(i: u32) -> f32 { return memory[i]; }
fn store(i: u32, x: f32) { memory[i] = x; }
`,
  step: 1,
  store: (index, value) => `store(${index}, ${value('')});`,
};

/**
 * Memory is words, lest a pair of 16-bit floats pass as an f32 that a GPU may change on its way. Bit 1 of an address says
 * that the matrix there is of 16 bits; an index into it carries the highest bit, and counts its numbers. Numbers that
 * are too large become infinite and NaN stays NaN, neither of which `pack2x16float` promises.
 */
export const HALVES: Access = {
  declarations: /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> words: array<u32>;
const OF_HALVES = 0x80000000u;
fn at(r: u32, i: u32) -> u32 {
  let byte = byteAt(r, i);
  return select(byte >> 2u, OF_HALVES | ((byte & ~3u) >> 1u), (byte & 2u) == 2u);
}
fn load(i: u32) -> f32 {
  if (i < OF_HALVES) { return bitcast<f32>(words[i]); }
  let pair = unpack2x16float(words[(i & ~OF_HALVES) >> 1u]);
  return select(pair.x, pair.y, (i & 1u) == 1u);
}
/** Stores a float of 32 bits. */
fn store(i: u32, x: f32) { words[i] = bitcast<u32>(x); }
fn packed(x: vec2f) -> u32 {
  let bits = bitcast<vec2u>(x); let size = bits & vec2u(0x7fffffffu);
  let pair = pack2x16float(clamp(x, vec2f(-65504.0), vec2f(65504.0)));
  let beyond = select(vec2u(0x7c00u), vec2u(0x7e00u), size > vec2u(0x7f800000u)) | ((bits >> vec2u(16u)) & vec2u(0x8000u));
  let half = select(vec2u(pair & 0xffffu, pair >> 16u), beyond, size >= vec2u(0x477ff000u));
  return half.x | (half.y << 16u);
}
fn stores(i: u32, x: vec2f, left: u32) {
  if (i >= OF_HALVES) {
    words[(i & ~OF_HALVES) >> 1u] = packed(x);
    return;
  }
  store(i, x.x);
  if (left > 1u) { store(i + 1u, x.y); }
}
`,
  step: 2,
  store: (index, value, left = '2u') =>
    `stores(${index}, vec2f(${value('')}, ${value(' + 1u')}), ${left});`,
};
