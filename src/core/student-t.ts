import { exp, pow } from './maths.ts';

/** Two-sided probability left outside, and the normal quantile that goes with it. */
const OUTSIDE = 0.05;
const NORMAL = -1.959963984540054;

/**
 * Half the width of a 95 % confidence interval in standard errors: the 0.975 quantile of Student's t with so many
 * degrees of freedom (Hill 1970, CACM algorithm 396; to five digits). NaN below one degree.
 */
export function student95(degrees: number): number {
  const n = degrees;
  if (!(n >= 1)) return NaN;
  if (n === 1) return 12.706204736174698; // cot(π / 40)
  if (n === 2) return Math.sqrt(2 / (OUTSIDE * (2 - OUTSIDE)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  let c = ((20700 * (a / b) - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  let y = pow(d * OUTSIDE, 2 / n);
  if (y > 0.05 + a) {
    const x = NORMAL;
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
