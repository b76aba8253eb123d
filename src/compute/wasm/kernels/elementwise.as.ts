/** Pairs of matrices, element by element. Padding is zero and stays so. */
import { at, word } from './record.as';

/** Operands: a, b, y, floats. */
export function minimum(r: usize): void {
  const a = at(r, 0), b = at(r, 1), y = at(r, 2);
  const bytes: usize = word(r, 3) << 2;
  for (let j: usize = 0; j < bytes; j += 16) v128.store(y + j, f32x4.min(v128.load(a + j), v128.load(b + j)));
}

/** Operands: a, b, y, floats. y = a + b. */
export function sum(r: usize): void {
  const a = at(r, 0), b = at(r, 1), y = at(r, 2);
  const bytes: usize = word(r, 3) << 2;
  for (let j: usize = 0; j < bytes; j += 16) v128.store(y + j, f32x4.add(v128.load(a + j), v128.load(b + j)));
}

/** Operands: a, b, y, floats. y = a + b, no less than −1 and no more than 1. */
export function clampedSum(r: usize): void {
  const a = at(r, 0), b = at(r, 1), y = at(r, 2);
  const bytes: usize = word(r, 3) << 2;
  const low = f32x4.splat(-1), high = f32x4.splat(1);
  for (let j: usize = 0; j < bytes; j += 16)
    v128.store(y + j, f32x4.max(low, f32x4.min(high, f32x4.add(v128.load(a + j), v128.load(b + j)))));
}
