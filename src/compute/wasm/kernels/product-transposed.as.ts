import { packColumns, STORE, storeNarrow, storeWide, WORTH_PACKING } from './product.as';

/**
 * C [rows × columns] = Aᵀ B, A being [depth × rows]; columns a multiple of 4, strides in floats; `packed` has room for
 * 8 × depth floats. With `goesOn` the sums go on from what C holds.
 */
export function productTransposed(
  a: usize, aStride: i32, rows: i32, b: usize, bStride: i32, columns: i32, depth: i32, c: usize, cStride: i32, packed: usize,
  goesOn: bool,
): void {
  const ak: usize = aStride << 2, bk: usize = bStride << 2, cr: usize = cStride << 2, end: usize = columns << 2;
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
      widePanelTransposed(a, ak, whole, panel, step, depth, c + j, cr, goesOn);
    }
    if (j < end) narrowPanelTransposed(a, ak, whole, b + j, bk, depth, c + j, cr, goesOn);
  }
  for (let row = whole << 2; row < rows; row++)
    oneRowTransposed(a + (<usize>row << 2), ak, b, bk, end, depth, c + <usize>row * cr, goesOn);
}

function widePanelTransposed(
  a: usize, ak: usize, blocks: i32, b: usize, bk: usize, depth: i32, c: usize, cr: usize, goesOn: bool,
): void {
  const bytes = <usize>depth * ak;
  for (let block = 0; block < blocks; block++) {
    let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
    if (goesOn) {
      c00 = v128.load(c), c01 = v128.load(c, 16);
      c10 = v128.load(c + cr), c11 = v128.load(c + cr, 16);
      c20 = v128.load(c + 2 * cr), c21 = v128.load(c + 2 * cr, 16);
      c30 = v128.load(c + 3 * cr), c31 = v128.load(c + 3 * cr, 16);
    }
    let q = b;
    const aEnd = a + bytes;
    let p = a;
    do {
      const b0 = v128.load(q), b1 = v128.load(q, 16);
      const x0 = v128.load32_splat(p), x1 = v128.load32_splat(p, 4), x2 = v128.load32_splat(p, 8), x3 = v128.load32_splat(p, 12);
      c00 = f32x4.add(c00, f32x4.mul(x0, b0));
      c01 = f32x4.add(c01, f32x4.mul(x0, b1));
      c10 = f32x4.add(c10, f32x4.mul(x1, b0));
      c11 = f32x4.add(c11, f32x4.mul(x1, b1));
      c20 = f32x4.add(c20, f32x4.mul(x2, b0));
      c21 = f32x4.add(c21, f32x4.mul(x2, b1));
      c30 = f32x4.add(c30, f32x4.mul(x3, b0));
      c31 = f32x4.add(c31, f32x4.mul(x3, b1));
      q += bk;
      p += ak;
    } while (p != aEnd);
    storeWide(STORE, c, cr, 0, c00, c01, c10, c11, c20, c21, c30, c31);
    a += 16;
    c += 4 * cr;
  }
}

function narrowPanelTransposed(
  a: usize, ak: usize, blocks: i32, b: usize, bk: usize, depth: i32, c: usize, cr: usize, goesOn: bool,
): void {
  const bytes = <usize>depth * ak;
  for (let block = 0; block < blocks; block++) {
    let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
    if (goesOn) c0 = v128.load(c), c1 = v128.load(c + cr), c2 = v128.load(c + 2 * cr), c3 = v128.load(c + 3 * cr);
    let q = b;
    const aEnd = a + bytes;
    let p = a;
    do {
      const b0 = v128.load(q);
      c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(p), b0));
      c1 = f32x4.add(c1, f32x4.mul(v128.load32_splat(p, 4), b0));
      c2 = f32x4.add(c2, f32x4.mul(v128.load32_splat(p, 8), b0));
      c3 = f32x4.add(c3, f32x4.mul(v128.load32_splat(p, 12), b0));
      q += bk;
      p += ak;
    } while (p != aEnd);
    storeNarrow(STORE, c, cr, 0, c0, c1, c2, c3);
    a += 16;
    c += 4 * cr;
  }
}

function oneRowTransposed(
  a: usize, ak: usize, b: usize, bk: usize, end: usize, depth: i32, c: usize, goesOn: bool,
): void {
  const aEnd = a + <usize>depth * ak;
  for (let j: usize = 0; j < end; j += 16) {
    let c0 = goesOn ? v128.load(c + j) : f32x4.splat(0);
    let q = b + j;
    let p = a;
    do {
      c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(p), v128.load(q)));
      q += bk;
      p += ak;
    } while (p != aEnd);
    v128.store(c + j, c0);
  }
}
