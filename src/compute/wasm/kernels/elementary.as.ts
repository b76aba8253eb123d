/**
 * Functions of one f64, from exact operations only, so equal on every machine. After FreeBSD's msun (e_exp.c, e_log.c,
 * k_cos.c, k_sin.c), less than 1 unit in the last place off; without its treatment of denormal numbers.
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

/** Cosine of so many turns, in [0, 1]. */
export function cosineOfTurns(turns: f64): f64 {
  const quarter = nearest<f64>(4 * turns);
  const x = 6.283185307179586 * (turns - 0.25 * quarter); // in [−π/4, π/4]
  const z = x * x;
  switch (<i32>quarter & 3) {
    case 0:
      return cosine(z);
    case 1:
      return -sine(x, z);
    case 2:
      return -cosine(z);
    default:
      return sine(x, z);
  }
}

function cosine(z: f64): f64 {
  const r = z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * (2.48015872894767294178e-5 +
    z * (-2.75573143513906633035e-7 + z * (2.08757232129817482790e-9 + z * -1.13596475577881948265e-11)))));
  return 1 - (0.5 * z - z * r);
}

function sine(x: f64, z: f64): f64 {
  const r = -1.66666666666666324348e-1 + z * (8.33333333332248946124e-3 + z * (-1.98412698298579493134e-4 +
    z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10))));
  return x + x * z * r;
}

/** A standard normal number from two words (Box and Muller 1958, cosine branch): that of core/random.ts. */
export function normalOf(radius: u32, angle: u32): f64 {
  const u = <f64>radius / 4294967296.0;
  return Math.sqrt(-2 * logarithm(1 - u)) * cosineOfTurns(<f64>angle / 4294967296.0);
}
