/** Keeping a network's gradient short. */
import { at, word } from './record.as';

/** Root of the sum of squares. Sums four columns in f64 each, then these. */
export function norm(floats: usize, bytes: usize): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let j: usize = 0; j < bytes; j += 16) {
    const g = v128.load(floats + j);
    const a = f64x2.promote_low_f32x4(g), b = f64x2.promote_low_f32x4(i8x16.shuffle(g, g, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sums = f64x2.add(low, high);
  return Math.sqrt(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}

/** Operands: gradients, length, greatest norm, norm [1]. PyTorch adds the same 1e-6. */
export function clipGradientNorm(r: usize): void {
  const gradients = at(r, 0), bytes: usize = word(r, 1) << 2;
  const length = norm(gradients, bytes);
  store<f32>(at(r, 3), <f32>length);
  const factor = load<f64>(at(r, 2)) / (length + 1e-6);
  if (factor >= 1) return;
  const by = f32x4.splat(<f32>factor);
  for (let j: usize = 0; j < bytes; j += 16) v128.store(gradients + j, f32x4.mul(v128.load(gradients + j), by));
}
