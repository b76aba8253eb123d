import { cos, exp, log, pow } from './maths.ts';

/**
 * Half the width of a 95 % confidence interval in standard errors: the 0.975 quantile of Student's t with so many
 * degrees of freedom. NaN below one degree.
 */
export const student95 = (degrees: number): number => studentReach(degrees, 0.05);

/**
 * Reach of an interval, in standard errors, that leaves a share `outside` of Student's t with so many degrees of
 * freedom outside, half of it on each side (Hill 1970, CACM algorithm 396; to five digits). NaN below one degree.
 */
export function studentReach(degrees: number, outside: number): number {
  const n = degrees;
  if (!(n >= 1)) return NaN;
  if (n === 1) {
    const angle = (outside * Math.PI) / 2;
    return cos(angle) / cos(Math.PI / 2 - angle);
  }
  if (n === 2) return Math.sqrt(2 / (outside * (2 - outside)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * (a / b) - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let y = pow(d * outside, 2 / n);
  if (y > 0.05 + a) {
    const x = normalQuantile(outside / 2);
    y = x * x;
    if (n < 5) c += 0.3 * (n - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = a * y * y;
    y = y > 0.002 ? exp(y) - 1 : 0.5 * y * y + y;
  } else {
    const inner = 1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4);
    y = ((inner * y - 1) * (n + 1)) / (n + 2) + 1 / y;
  }
  return Math.sqrt(n * y);
}

/** The normal quantile of a share below one half, negative (Acklam 2003, relative error below 1.2e-9). */
function normalQuantile(share: number): number {
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * log(share));
    const over = polynomial(q, TAIL_OVER);
    return over / polynomial(q, TAIL_UNDER);
  }
  const q = share - 0.5;
  const r = q * q;
  return (polynomial(r, MIDDLE_OVER) * q) / polynomial(r, MIDDLE_UNDER);
}

/** Coefficients from the highest power on. */
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

// biome-ignore format: a polynomial a line
const TAIL_OVER = [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
// biome-ignore format: a polynomial a line
const TAIL_UNDER = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1];
// biome-ignore format: a polynomial a line
const MIDDLE_OVER = [-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239];
// biome-ignore format: a polynomial a line
const MIDDLE_UNDER = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1];
