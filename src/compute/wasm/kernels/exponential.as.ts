/**
 * Exponentials of four numbers at a time, from exact operations only, so equal on every machine. How far they are off
 * is held by a test. Coefficients lie in memory, since engines build a vector constant anew wherever it is used.
 */

// @ts-ignore: decorator
@inline
function c(table: usize, i: i32): v128 {
  return v128.load32_splat(table + (i << 2));
}

/** p x + the coefficient. */
// @ts-ignore: decorator
@inline
function horner(p: v128, x: v128, table: usize, i: i32): v128 {
  return f32x4.add(f32x4.mul(p, x), c(table, i));
}

// @ts-ignore: decorator
@inline
function signOf(x: v128): v128 {
  return v128.and(x, i32x4.splat(0x80000000));
}

/** Cephes' expf: polynomial, then log₂e, ln 2 in two parts, and the range in which e^x is neither 0 nor infinite. */
const EXP: usize = memory.data<f32>([
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
  1.44269504088896341, 0.693359375, -2.12194440e-4, -87.3, 88.3,
]);

/** e^x = 2ⁿ e^r, r = x − n ln 2. Below −87.3 as at −87.3 (1e-38), above 88.3 as at 88.3 (2e38). NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, c(EXP, 10)), c(EXP, 11));
  const n = f32x4.nearest(f32x4.mul(x, c(EXP, 7)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, c(EXP, 8))), f32x4.mul(n, c(EXP, 9)));
  let p = horner(c(EXP, 0), r, EXP, 1);
  p = horner(p, r, EXP, 2);
  p = horner(p, r, EXP, 3);
  p = horner(p, r, EXP, 4);
  p = horner(p, r, EXP, 5);
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), c(EXP, 6));
  return f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23));
}

/** Cephes' tanhf near 0, then where it ends, 1 and −2. */
const TANH: usize = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1, 0.625, 1, -2,
]);

/** tanh x = sign(x) (1 − e) / (1 + e), e = exp(−2|x|); near 0 a polynomial, where that would cancel. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const a = f32x4.abs(x), one = c(TANH, 6);
  const e = exp4(f32x4.mul(a, c(TANH, 7)));
  const far = f32x4.div(f32x4.sub(one, e), f32x4.add(one, e));
  const z = f32x4.mul(x, x);
  let p = horner(c(TANH, 0), z, TANH, 1);
  p = horner(p, z, TANH, 2);
  p = horner(p, z, TANH, 3);
  p = horner(p, z, TANH, 4);
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
  return v128.bitselect(near, v128.or(far, signOf(x)), f32x4.lt(a, c(TANH, 5)));
}

/** 1 / (1 + e^−x). */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = c(TANH, 6);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** 2/15, 2/13 … 2/3, and the 2 of the denominator. */
const LOG: usize = memory.data<f32>([
  0.13333333333333333, 0.15384615384615385, 0.18181818181818182, 0.2222222222222222, 0.2857142857142857, 0.4,
  0.6666666666666666, 2,
]);

/** ln(1 + e^x) = max(x, 0) + ln(1 + t), t = e^−|x|; ln(1 + t) = 2 artanh s, s = t / (2 + t) ≤ 1/3, as an odd series. */
// @ts-ignore: decorator
@inline
export function softplus4(x: v128): v128 {
  const t = exp4(f32x4.neg(f32x4.abs(x)));
  const s = f32x4.div(t, f32x4.add(t, c(LOG, 7)));
  const z = f32x4.mul(s, s);
  let p = horner(c(LOG, 0), z, LOG, 1);
  p = horner(p, z, LOG, 2);
  p = horner(p, z, LOG, 3);
  p = horner(p, z, LOG, 4);
  p = horner(p, z, LOG, 5);
  p = horner(p, z, LOG, 6);
  const log = f32x4.add(f32x4.mul(f32x4.mul(p, z), s), f32x4.add(s, s));
  return f32x4.add(f32x4.max(x, f32x4.splat(0)), log);
}

/** Abramowitz and Stegun 7.1.28, 1, then the Taylor series of erf x · √π / (2 x) in x² and 2 / √π, and where it ends. */
const ERF: usize = memory.data<f32>([
  0.0000430638, 0.0002765672, 0.0001520143, 0.0092705272, 0.0422820123, 0.0705230784, 1,
  -0.000013227513227513228, 0.00010683760683760684, -0.0007575757575757576, 0.004629629629629629, -0.023809523809523808,
  0.1, -0.3333333333333333, 1, 1.1283791670955126, 0.75,
]);

/** erf x; off by at most 4e-7. */
// @ts-ignore: decorator
@inline
function erf4(x: v128): v128 {
  const a = f32x4.abs(x), one = c(ERF, 6);
  let q = horner(c(ERF, 0), a, ERF, 1);
  q = horner(q, a, ERF, 2);
  q = horner(q, a, ERF, 3);
  q = horner(q, a, ERF, 4);
  q = horner(q, a, ERF, 5);
  q = horner(q, a, ERF, 6);
  q = f32x4.mul(q, q);
  q = f32x4.mul(q, q);
  q = f32x4.mul(q, q);
  q = f32x4.mul(q, q);
  const far = f32x4.sub(one, f32x4.div(one, q));
  const z = f32x4.mul(x, x);
  let p = horner(c(ERF, 7), z, ERF, 8);
  p = horner(p, z, ERF, 9);
  p = horner(p, z, ERF, 10);
  p = horner(p, z, ERF, 11);
  p = horner(p, z, ERF, 12);
  p = horner(p, z, ERF, 13);
  p = horner(p, z, ERF, 14);
  const near = f32x4.mul(f32x4.mul(p, x), c(ERF, 15));
  return v128.bitselect(near, v128.or(far, signOf(x)), f32x4.lt(a, c(ERF, 16)));
}

/** ½, 1/√2, 1/√(2π), −½, 1. */
const NORMAL: usize = memory.data<f32>([0.5, 0.7071067811865476, 0.3989422804014327, -0.5, 1]);

/** The standard normal distribution function Φ(x) = (1 + erf(x / √2)) / 2. */
// @ts-ignore: decorator
@inline
export function normal4(x: v128): v128 {
  return f32x4.mul(c(NORMAL, 0), f32x4.add(c(NORMAL, 4), erf4(f32x4.mul(x, c(NORMAL, 1)))));
}

/** The standard normal density φ(x) = e^(−x²/2) / √(2π). */
// @ts-ignore: decorator
@inline
export function normalDensity4(x: v128): v128 {
  return f32x4.mul(c(NORMAL, 2), exp4(f32x4.mul(c(NORMAL, 3), f32x4.mul(x, x))));
}
