/**
 * Matrix products of small sizes, where nearly all time of an update goes.
 *
 * A block of 4 rows by 8 columns is summed up in registers: 8 sums, and 6 loads per step. Engines place all loads of a
 * loop body before its arithmetic, so a larger block, or two steps at once, does not fit into 16 registers and is a
 * third slower. Inner loops run to an end address, which saves a counter, and test at their end: engines move what does not
 * change out of a loop only if its body is run at least once.
 *
 * Every element of a result is one chain of multiply-adds, from its start value on in the order of the inner index,
 * whatever block it falls into. So a row's result does not depend on how many rows are computed with it.
 */

/** Operations on a finished block before it is stored. */
export const STORE: i32 = 0;
export const STORE_RELU: i32 = 1;
export const STORE_LEAKY_RELU: i32 = 2;
/** Zero where the mask's element is not above 0: back through a ReLU whose output is the mask. */
export const STORE_MASKED: i32 = 3;

// @ts-ignore: decorator
@inline
function finished(x: v128, mode: i32, mask: usize): v128 {
  if (mode == STORE_RELU) return f32x4.pmax(x, f32x4.splat(0));
  if (mode == STORE_LEAKY_RELU) return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(0.01)));
  if (mode == STORE_MASKED) return v128.and(x, f32x4.gt(v128.load(mask), f32x4.splat(0)));
  return x;
}

// @ts-ignore: decorator
@inline
function start(address: usize, offset: usize): v128 {
  return address ? v128.load(address + offset) : f32x4.splat(0);
}

/** Blocks of four rows from which on it pays to copy a panel of B together, so that it fills few cache lines. */
export const WORTH_PACKING: i32 = 8;

/**
 * C [rows × columns] = start + A [rows × depth] B [depth × columns]; columns a multiple of 4, strides in floats.
 * `first` is the row that all rows start from (a bias), or 0; `packed` has room for 8 × depth floats. A panel of B
 * stays in the first cache for all rows of A.
 */
export function product(
  mode: i32, a: usize, aStride: i32, rows: i32, b: usize, bStride: i32, columns: i32, depth: i32,
  first: usize, c: usize, cStride: i32, packed: usize,
): void {
  const ar: usize = aStride << 2, bk: usize = bStride << 2, cr: usize = cStride << 2, end: usize = columns << 2;
  const whole = rows >> 2;
  if (whole) {
    let j: usize = 0;
    for (; j + 32 <= end; j += 32) {
      let panel = b + j, step = bk;
      if (whole >= WORTH_PACKING) {
        packColumns(panel, bk, depth, packed);
        panel = packed;
        step = 32;
      }
      widePanel(mode, a, ar, whole, panel, step, depth, first ? first + j : 0, c + j, cr, 0);
    }
    if (j < end) narrowPanel(mode, a, ar, whole, b + j, bk, depth, first ? first + j : 0, c + j, cr, 0);
  }
  for (let row = whole << 2; row < rows; row++)
    oneRow(mode, a + <usize>row * ar, b, bk, end, depth, first, c + <usize>row * cr, 0);
}

/**
 * C [rows × columns] = A [rows × depth] Bᵀ, B being [columns × depth]; strides in floats, cStride a multiple of 4 to
 * which columns are padded with zeros. `mask` (or 0) is laid out as C: where it is not above 0, C is 0.
 */
export function productWithTranspose(
  a: usize, aStride: i32, rows: i32, b: usize, bStride: i32, columns: i32, depth: i32,
  c: usize, cStride: i32, mask: usize, packed: usize,
): void {
  const ar: usize = aStride << 2, br: usize = bStride << 2, cr: usize = cStride << 2;
  const mode = mask ? STORE_MASKED : STORE;
  const whole = rows >> 2;
  for (let column = 0; column < cStride; column += 8) {
    const vectors = cStride - column > 4 ? 2 : 1;
    const step: usize = vectors << 4;
    packTransposed(b, br, columns - column, depth, packed, step);
    if (vectors == 2) packTransposed(b + 4 * br, br, columns - column - 4, depth, packed + 16, step);
    if (whole) {
      if (vectors == 2) widePanel(mode, a, ar, whole, packed, step, depth, 0, c, cr, mask);
      else narrowPanel(mode, a, ar, whole, packed, step, depth, 0, c, cr, mask);
    }
    for (let row = whole << 2; row < rows; row++)
      oneRow(mode, a + <usize>row * ar, packed, step, step, depth, 0, c + <usize>row * cr, mask + <usize>row * cr);
    b += 8 * br;
    c += 32;
    mask += mask ? 32 : 0;
  }
}

/** Copies eight columns of B together. */
export function packColumns(b: usize, bk: usize, depth: i32, packed: usize): void {
  const end = packed + (<usize>depth << 5);
  do {
    v128.store(packed, v128.load(b));
    v128.store(packed, v128.load(b, 16), 16);
    b += bk;
    packed += 32;
  } while (packed != end);
}

/** Writes four rows of B (of which `rows` are there) as columns, `step` bytes from one to the next. */
function packTransposed(b: usize, br: usize, rows: i32, depth: i32, packed: usize, step: usize): void {
  const zero = f32x4.splat(0);
  for (let k = 0; k < depth; k += 4) {
    const r0 = rows > 0 ? v128.load(b) : zero;
    const r1 = rows > 1 ? v128.load(b + br) : zero;
    const r2 = rows > 2 ? v128.load(b + 2 * br) : zero;
    const r3 = rows > 3 ? v128.load(b + 3 * br) : zero;
    const p0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
    const p1 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
    const p2 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
    const p3 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
    v128.store(packed, v128.shuffle<i64>(p0, p2, 0, 2));
    if (depth - k > 1) v128.store(packed + step, v128.shuffle<i64>(p0, p2, 1, 3));
    if (depth - k > 2) v128.store(packed + 2 * step, v128.shuffle<i64>(p1, p3, 0, 2));
    if (depth - k > 3) v128.store(packed + 3 * step, v128.shuffle<i64>(p1, p3, 1, 3));
    b += 16;
    packed += 4 * step;
  }
}

/** Eight columns, four rows at a time. */
function widePanel(
  mode: i32, a: usize, ar: usize, blocks: i32, b: usize, bk: usize, depth: i32, first: usize, c: usize, cr: usize, mask: usize,
): void {
  const s0 = start(first, 0), s1 = start(first, 16);
  const bytes: usize = depth << 2;
  for (let block = 0; block < blocks; block++) {
    let c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
    let a0 = a, a1 = a + ar, a2 = a + 2 * ar, a3 = a + 3 * ar, q = b;
    const aEnd = a + bytes;
    do {
      const b0 = v128.load(q), b1 = v128.load(q, 16);
      const x0 = v128.load32_splat(a0), x1 = v128.load32_splat(a1), x2 = v128.load32_splat(a2), x3 = v128.load32_splat(a3);
      c00 = f32x4.add(c00, f32x4.mul(x0, b0));
      c01 = f32x4.add(c01, f32x4.mul(x0, b1));
      c10 = f32x4.add(c10, f32x4.mul(x1, b0));
      c11 = f32x4.add(c11, f32x4.mul(x1, b1));
      c20 = f32x4.add(c20, f32x4.mul(x2, b0));
      c21 = f32x4.add(c21, f32x4.mul(x2, b1));
      c30 = f32x4.add(c30, f32x4.mul(x3, b0));
      c31 = f32x4.add(c31, f32x4.mul(x3, b1));
      q += bk;
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
    } while (a0 != aEnd);
    if (mode == STORE) storeWide(STORE, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    else if (mode == STORE_RELU) storeWide(STORE_RELU, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    else if (mode == STORE_LEAKY_RELU) storeWide(STORE_LEAKY_RELU, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    else storeWide(STORE_MASKED, c, cr, mask, c00, c01, c10, c11, c20, c21, c30, c31);
    a += 4 * ar;
    c += 4 * cr;
    mask += 4 * cr;
  }
}

/**
 * Eight columns of C, four rows at a time, as {@link product} has them, of a matrix A whose rows overlap: each begins `ar`
 * bytes after the one before, and is `lines` pieces of `lines` · `ar` bytes, `line` bytes apart, as patches of an image are.
 */
export function productOfLines(
  mode: i32, a: usize, ar: usize, line: usize, lines: i32, blocks: i32, b: usize, first: usize, c: usize, cr: usize,
): void {
  const s0 = start(first, 0), s1 = start(first, 16);
  const bytes = <usize>lines * ar;
  for (let block = 0; block < blocks; block++) {
    let c00 = s0, c01 = s1, c10 = s0, c11 = s1, c20 = s0, c21 = s1, c30 = s0, c31 = s1;
    let q = b;
    for (let piece = a, last = a + <usize>lines * line; piece != last; piece += line) {
      let a0 = piece, a1 = a0 + ar, a2 = a1 + ar, a3 = a2 + ar;
      const aEnd = a0 + bytes;
      do {
        const b0 = v128.load(q), b1 = v128.load(q, 16);
        const x0 = v128.load32_splat(a0), x1 = v128.load32_splat(a1), x2 = v128.load32_splat(a2), x3 = v128.load32_splat(a3);
        c00 = f32x4.add(c00, f32x4.mul(x0, b0));
        c01 = f32x4.add(c01, f32x4.mul(x0, b1));
        c10 = f32x4.add(c10, f32x4.mul(x1, b0));
        c11 = f32x4.add(c11, f32x4.mul(x1, b1));
        c20 = f32x4.add(c20, f32x4.mul(x2, b0));
        c21 = f32x4.add(c21, f32x4.mul(x2, b1));
        c30 = f32x4.add(c30, f32x4.mul(x3, b0));
        c31 = f32x4.add(c31, f32x4.mul(x3, b1));
        q += 32;
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
      } while (a0 != aEnd);
    }
    if (mode == STORE) storeWide(STORE, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    else if (mode == STORE_RELU) storeWide(STORE_RELU, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    else storeWide(STORE_LEAKY_RELU, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    a += 4 * ar;
    c += 4 * cr;
  }
}

/** Four columns, four rows at a time. */
function narrowPanel(
  mode: i32, a: usize, ar: usize, blocks: i32, b: usize, bk: usize, depth: i32, first: usize, c: usize, cr: usize, mask: usize,
): void {
  const s = start(first, 0);
  const bytes: usize = depth << 2;
  for (let block = 0; block < blocks; block++) {
    let c0 = s, c1 = s, c2 = s, c3 = s;
    let a0 = a, a1 = a + ar, a2 = a + 2 * ar, a3 = a + 3 * ar, q = b;
    const aEnd = a + bytes;
    do {
      const b0 = v128.load(q);
      c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(a0), b0));
      c1 = f32x4.add(c1, f32x4.mul(v128.load32_splat(a1), b0));
      c2 = f32x4.add(c2, f32x4.mul(v128.load32_splat(a2), b0));
      c3 = f32x4.add(c3, f32x4.mul(v128.load32_splat(a3), b0));
      q += bk;
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
    } while (a0 != aEnd);
    storeNarrow(mode, c, cr, mask, c0, c1, c2, c3);
    a += 4 * ar;
    c += 4 * cr;
    mask += 4 * cr;
  }
}

function oneRow(
  mode: i32, a: usize, b: usize, bk: usize, end: usize, depth: i32, first: usize, c: usize, mask: usize,
): void {
  const aEnd = a + (<usize>depth << 2);
  let j: usize = 0;
  for (; j + 64 <= end; j += 64) {
    let c0 = start(first, j), c1 = start(first, j + 16), c2 = start(first, j + 32), c3 = start(first, j + 48);
    let q = b + j;
    let p = a;
    do {
      const x = v128.load32_splat(p);
      c0 = f32x4.add(c0, f32x4.mul(x, v128.load(q)));
      c1 = f32x4.add(c1, f32x4.mul(x, v128.load(q, 16)));
      c2 = f32x4.add(c2, f32x4.mul(x, v128.load(q, 32)));
      c3 = f32x4.add(c3, f32x4.mul(x, v128.load(q, 48)));
      q += bk;
      p += 4;
    } while (p != aEnd);
    storeNarrow(mode, c + j, 16, mask + j, c0, c1, c2, c3);
  }
  for (; j < end; j += 16) {
    let c0 = start(first, j);
    let q = b + j;
    let p = a;
    do {
      c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(p), v128.load(q)));
      q += bk;
      p += 4;
    } while (p != aEnd);
    v128.store(c + j, finished(c0, mode, mask + j));
  }
}

// @ts-ignore: decorator
@inline
export function storeWide(
  mode: i32, c: usize, cr: usize, mask: usize,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
): void {
  v128.store(c, finished(c00, mode, mask));
  v128.store(c, finished(c01, mode, mask + 16), 16);
  c += cr;
  mask += cr;
  v128.store(c, finished(c10, mode, mask));
  v128.store(c, finished(c11, mode, mask + 16), 16);
  c += cr;
  mask += cr;
  v128.store(c, finished(c20, mode, mask));
  v128.store(c, finished(c21, mode, mask + 16), 16);
  c += cr;
  mask += cr;
  v128.store(c, finished(c30, mode, mask));
  v128.store(c, finished(c31, mode, mask + 16), 16);
}

// @ts-ignore: decorator
@inline
export function storeNarrow(mode: i32, c: usize, cr: usize, mask: usize, c0: v128, c1: v128, c2: v128, c3: v128): void {
  v128.store(c, finished(c0, mode, mask));
  v128.store(c + cr, finished(c1, mode, mask + cr));
  v128.store(c + 2 * cr, finished(c2, mode, mask + 2 * cr));
  v128.store(c + 3 * cr, finished(c3, mode, mask + 3 * cr));
}

/** Column sums of A [rows × columns]; columns a multiple of 4. With `goesOn` they go on from what is there. */
export function columnSums(a: usize, aStride: i32, rows: i32, columns: i32, sums: usize, goesOn: bool): void {
  const ar: usize = aStride << 2;
  const end: usize = columns << 2;
  for (let j: usize = 0; j < end; j += 16) {
    let sum = goesOn ? v128.load(sums + j) : f32x4.splat(0);
    let from = a + j;
    for (let i = 0; i < rows; i++) {
      sum = f32x4.add(sum, v128.load(from));
      from += ar;
    }
    v128.store(sums + j, sum);
  }
}
