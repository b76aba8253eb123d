/** Passes over whole slabs. Padding has gradient zero and weight zero, and stays zero. Loops as in `product.as.ts`. */
import { at, word } from './record.as';

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;

/** x^n by squaring: exact operations in a fixed order. */
function power(x: f64, n: u32): f64 {
  let y: f64 = 1;
  for (; n; n >>= 1) {
    if (n & 1) y *= x;
    x *= x;
  }
  return y;
}

/**
 * β₁, 1 − β₁, β₂, 1 − β₂, ε, and the flush: added and taken away again, it makes numbers below 1e-29 zero or 1e-29 and changes
 * none above 2e-15. The moments of a weight whose gradient stays zero would else shrink into the denormal range and
 * stay there, where arithmetic is slow. In memory, since engines build a vector constant anew wherever it is used.
 */
const CONSTANTS: usize = memory.data<f32>([0.9, 0.1, 0.999, 0.001, 1e-8, 1e-22]);

/** Operands: weights, gradients, first moments, second moments, length, address of updates made, learning rate. */
export function adam(r: usize): void {
  const weights = at(r, 0), gradients = at(r, 1), first = at(r, 2), second = at(r, 3), updates = at(r, 5);
  const bytes: usize = word(r, 4) << 2;
  const t = load<u32>(updates) + 1;
  store<u32>(updates, t);
  const step = f32x4.splat(<f32>(load<f64>(at(r, 6)) / (1 - power(BETA1, t))));
  const root = f32x4.splat(<f32>(1 / Math.sqrt(1 - power(BETA2, t))));
  const b1 = v128.load32_splat(CONSTANTS), c1 = v128.load32_splat(CONSTANTS, 4);
  const b2 = v128.load32_splat(CONSTANTS, 8), c2 = v128.load32_splat(CONSTANTS, 12);
  const epsilon = v128.load32_splat(CONSTANTS, 16), flush = v128.load32_splat(CONSTANTS, 20);
  let j: usize = 0;
  do {
    const g = v128.load(gradients + j);
    let m = f32x4.add(f32x4.mul(b1, v128.load(first + j)), f32x4.mul(c1, g));
    let v = f32x4.add(f32x4.mul(b2, v128.load(second + j)), f32x4.mul(c2, f32x4.mul(g, g)));
    m = f32x4.sub(f32x4.add(m, flush), flush);
    v = f32x4.sub(f32x4.add(v, flush), flush);
    v128.store(first + j, m);
    v128.store(second + j, v);
    const deviation = f32x4.add(f32x4.mul(f32x4.sqrt(v), root), epsilon);
    v128.store(weights + j, f32x4.sub(v128.load(weights + j), f32x4.div(f32x4.mul(step, m), deviation)));
    j += 16;
  } while (j < bytes);
}

/** Operands: target, online, length, tau. */
export function softUpdate(r: usize): void {
  const target = at(r, 0), online = at(r, 1);
  const bytes: usize = word(r, 2) << 2;
  const tau = load<f64>(at(r, 3));
  const come = f32x4.splat(<f32>tau), stay = f32x4.splat(<f32>(1 - tau));
  let j: usize = 0;
  do {
    v128.store(target + j, f32x4.add(f32x4.mul(come, v128.load(online + j)), f32x4.mul(stay, v128.load(target + j))));
    j += 16;
  } while (j < bytes);
}
