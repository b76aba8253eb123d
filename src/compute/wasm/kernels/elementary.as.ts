/**
 * Functions of one f64, from exact operations only, so equal on every machine. After FreeBSD's msun (e_exp.c, e_log.c),
 * less than 1 unit in the last place off; without its treatment of denormal numbers.
 */

const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** e^x. Below −708 as at −708 (3e-308), above 709 as at 709 (8e307). NaN stays NaN. */
export function exponential(x: f64): f64 {
  if (x != x) return x;
  x = max<f64>(-708, min<f64>(709, x));
  const k = nearest<f64>(x * 1.44269504088896338700);
  const high = x - k * LN2_HIGH, low = k * LN2_LOW;
  const r = high - low, t = r * r;
  const c = r - t * (1.66666666666666019037e-1 + t * (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 +
    t * (-1.65339022054652515390e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return y * reinterpret<f64>((<i64>k + 1023) << 52);
}

/** Natural logarithm of a number that is not denormal; −∞ of 0, NaN below. */
export function logarithm(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  const bits = reinterpret<u64>(x);
  let k = <f64>(<i64>(bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1, s = f / (2 + f), z = s * s, w = z * z;
  const odd = z * (6.666666666666735130e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f);
}
