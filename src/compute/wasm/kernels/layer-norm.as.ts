/** LayerNorm over the features of one sample (Ba et al. 2016), and back. Loops as in `product.as.ts`. */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { at, word } from './record.as';

const EPSILON: f32 = 1e-5;

/** All ones in the lanes of the last vector that hold features, `size` being their number in all. */
function tailMask(size: i32): v128 {
  const left = size & 3;
  return left == 0 ? i32x4.splat(-1) : i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}

/** The sum of four numbers, pairwise. */
// @ts-ignore: decorator
@inline
function total(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * Operands: x, rows, size, stride, gain (or 0), shift, normalised (or 0: not kept), reciprocal deviations [rows] (kept
 * with it), y, activation (one that is fused).
 */
export function layerNormForward(r: usize): void {
  let x = at(r, 0), normalised = at(r, 6), reciprocals = at(r, 7), y = at(r, 8);
  const rows = word(r, 1), size = word(r, 2), gain = at(r, 4), shift = at(r, 5), activation = word(r, 9);
  const bytes: usize = word(r, 3) << 2;
  const last: usize = bytes - 16;
  const mask = tailMask(size);
  const count = <f32>size;
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let sum = v128.and(v128.load(x + last), mask);
    for (let j: usize = 0; j < last; j += 16) sum = f32x4.add(sum, v128.load(x + j));
    const mean = f32x4.splat(total(sum) / count);

    let squares = zero;
    let j: usize = 0;
    do {
      let d = f32x4.sub(v128.load(x + j), mean);
      if (j == last) d = v128.and(d, mask);
      squares = f32x4.add(squares, f32x4.mul(d, d));
      j += 16;
    } while (j < bytes);
    const reciprocal: f32 = 1 / sqrt<f32>(total(squares) / count + EPSILON);
    const scale = f32x4.splat(reciprocal);

    j = 0;
    do {
      let v = f32x4.mul(f32x4.sub(v128.load(x + j), mean), scale);
      if (j == last) v = v128.and(v, mask);
      if (normalised) v128.store(normalised + j, v);
      if (gain) v = f32x4.add(f32x4.mul(v, v128.load(gain + j)), v128.load(shift + j));
      if (activation == RELU) v = f32x4.pmax(v, zero);
      else if (activation == LEAKY_RELU) v = f32x4.pmax(v, f32x4.mul(v, f32x4.splat(0.01)));
      v128.store(y + j, v);
      j += 16;
    } while (j < bytes);
    if (normalised) {
      store<f32>(reciprocals, reciprocal);
      normalised += bytes;
      reciprocals += 4;
    }
    x += bytes;
    y += bytes;
  }
}

/**
 * Operands: dy, rows, size, stride, gain (or 0), normalised, reciprocal deviations, dx, gradient of gain, of shift (or 0).
 * dx = (g − mean g − n · mean(g n)) / deviation, g = gain · dy, n the normalised input.
 */
export function layerNormBackward(r: usize): void {
  let dy = at(r, 0), normalised = at(r, 5), reciprocals = at(r, 6), dx = at(r, 7);
  const rows = word(r, 1), size = word(r, 2), gain = at(r, 4), dGain = at(r, 8), dShift = at(r, 9);
  const bytes: usize = word(r, 3) << 2;
  const last: usize = bytes - 16;
  const mask = tailMask(size);
  const count = <f32>size;
  const zero = f32x4.splat(0);
  if (dGain) {
    for (let j: usize = 0; j < bytes; j += 16) {
      let g = zero, s = zero;
      let from = dy + j, n = normalised + j;
      for (let row = 0; row < rows; row++) {
        const d = v128.load(from);
        g = f32x4.add(g, f32x4.mul(d, v128.load(n)));
        s = f32x4.add(s, d);
        from += bytes;
        n += bytes;
      }
      v128.store(dGain + j, g);
      v128.store(dShift + j, s);
    }
  }
  for (let row = 0; row < rows; row++) {
    let sum = zero, along = zero;
    for (let j: usize = 0; j < bytes; j += 16) {
      let g = v128.load(dy + j);
      if (gain) g = f32x4.mul(g, v128.load(gain + j));
      if (j == last) g = v128.and(g, mask);
      sum = f32x4.add(sum, g);
      along = f32x4.add(along, f32x4.mul(g, v128.load(normalised + j)));
    }
    const mean = f32x4.splat(total(sum) / count);
    const slope = f32x4.splat(total(along) / count);
    const scale = f32x4.splat(load<f32>(reciprocals));
    let j: usize = 0;
    do {
      let g = v128.load(dy + j);
      if (gain) g = f32x4.mul(g, v128.load(gain + j));
      let d = f32x4.mul(f32x4.sub(f32x4.sub(g, mean), f32x4.mul(v128.load(normalised + j), slope)), scale);
      if (j == last) d = v128.and(d, mask);
      v128.store(dx + j, d);
      j += 16;
    } while (j < bytes);
    dy += bytes;
    dx += bytes;
    normalised += bytes;
    reciprocals += 4;
  }
}
