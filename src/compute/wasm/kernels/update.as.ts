/** A family of optimizers, averages of weights, and norms. Padding has gradient zero and weight zero, and stays zero. */
import { norm } from './gradient-norm.as';
import { at, word } from './record.as';

/** Number that is added and taken away again, as in `optimizer.as.ts`: it keeps moments out of the denormal range. */
const FLUSH: usize = memory.data<f32>([1e-22]);

/** Coefficient `i` in all lanes. */
// @ts-ignore: decorator
@inline
function c(coefficients: usize, i: i32): v128 {
  return v128.load32_splat(coefficients + (i << 2));
}

/** a b. */
// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** Operands: weights, gradients, floats, coefficients, trust [1]. */
export function layerTrust(r: usize): void {
  const bytes: usize = word(r, 2) << 2, coefficients = at(r, 3);
  const l2 = <f64>load<f32>(coefficients, 8), eta = <f64>load<f32>(coefficients, 12);
  let trust: f64 = 1;
  if (eta != 0) {
    const weights = norm(at(r, 0), bytes), gradients = norm(at(r, 1), bytes);
    if (weights != 0 && gradients != 0) trust = (eta * weights) / (gradients + l2 * weights);
  }
  store<f32>(at(r, 4), <f32>trust);
}

/**
 * Operands: weights, gradients, first moments, second moments, floats, coefficients, trust [1] (0: no decay and no
 * trust), whether the update counts [1] (0: it does). Coefficients in the order of `UPDATE_NUMBERS`.
 */
export function updateWeights(r: usize): void {
  const weights = at(r, 0), gradients = at(r, 1), first = at(r, 2), second = at(r, 3), k = at(r, 5);
  const bytes: usize = word(r, 4) << 2, decays = word(r, 6) != 0;
  if (word(r, 7) != 0 && load<f32>(at(r, 7)) == 0) {
    memory.fill(gradients, 0, bytes);
    return;
  }
  const rate = load<f32>(k);
  const shrink = f32x4.splat(decays ? -rate * load<f32>(k, 4) : 0);
  const l2 = f32x4.splat(decays ? load<f32>(k, 8) : 0);
  const step = f32x4.splat(decays ? -rate * load<f32>(at(r, 6)) : -rate);
  const zero = f32x4.splat(0), one = f32x4.splat(1), flush = v128.load32_splat(FLUSH);
  let j: usize = 0;
  do {
    const weight = v128.load(weights + j), before = v128.load(first + j);
    const g = f32x4.add(v128.load(gradients + j), times(l2, weight));
    let v = f32x4.add(times(c(k, 7), v128.load(second + j)), times(c(k, 8), times(g, g)));
    v = f32x4.sub(f32x4.add(v, flush), flush);
    const d = f32x4.add(f32x4.sqrt(times(c(k, 9), v)), c(k, 10));
    let m = f32x4.add(times(c(k, 4), before), times(c(k, 5), g));
    m = f32x4.add(m, f32x4.div(times(c(k, 6), g), d));
    m = f32x4.sub(f32x4.add(m, flush), flush);
    v128.store(first + j, m);
    v128.store(second + j, v);
    const look = f32x4.add(times(c(k, 16), before), times(c(k, 15), g));
    let u = f32x4.sub(v128.and(f32x4.gt(look, zero), one), v128.and(f32x4.lt(look, zero), one));
    u = f32x4.add(u, f32x4.add(times(c(k, 11), g), times(c(k, 12), m)));
    u = f32x4.add(u, f32x4.div(f32x4.add(times(c(k, 13), g), times(c(k, 14), m)), d));
    const change = f32x4.add(times(shrink, weight), times(step, u));
    v128.store(gradients + j, change);
    v128.store(weights + j, f32x4.add(weight, change));
    j += 16;
  } while (j < bytes);
}

/** Operands: average, weights, length, keep [1]. */
export function averageWeights(r: usize): void {
  const average = at(r, 0), weights = at(r, 1);
  const bytes: usize = word(r, 2) << 2;
  const keep = load<f32>(at(r, 3));
  const stay = f32x4.splat(keep), come = f32x4.splat(1 - keep);
  let j: usize = 0;
  do {
    v128.store(average + j, f32x4.add(f32x4.mul(stay, v128.load(average + j)), f32x4.mul(come, v128.load(weights + j))));
    j += 16;
  } while (j < bytes);
}

/** Operands: slab, length, norm [1]. */
export function slabNorm(r: usize): void {
  store<f32>(at(r, 2), <f32>norm(at(r, 0), word(r, 1) << 2));
}
