import type { Estimate } from './moments.ts';

/** A mean difference and its interval. */
type Difference = Pick<Estimate, 'mean' | 'low' | 'high'>;

/** A number with a minus sign, not a hyphen, where it is negative. `format` is given its size. */
export const signed = (value: number, format: (size: number) => string): string =>
  value < 0 ? `−${format(-value)}` : format(value);

/** Widths of an interval below which it is told with a decimal more. */
const FINER = [10, 1, 0.1] as const;

const decimalsOf = ({ low, high }: Difference): number =>
  FINER.filter((width) => high - low < width).length;

/** Rounds to about two digits of the interval's width, and to whole numbers where that is 10 or more. */
export function roundedInterval(difference: Difference): Difference {
  const rounded = (value: number) => Number(value.toFixed(decimalsOf(difference)));
  const { mean, low, high } = difference;
  return { mean: rounded(mean), low: rounded(low), high: rounded(high) };
}

/** A rounded difference and its interval, as '+41 [−27, +116]' or '−0.5 [−1.4, +0.3]'; 0 has no sign. */
export function signedInterval(difference: Difference): string {
  const { mean, low, high } = roundedInterval(difference);
  const told = (value: number): string => {
    const figure = signed(value, (size) => Math.abs(size).toLocaleString('en'));
    return value > 0 ? `+${figure}` : figure;
  };
  return `${told(mean)} [${told(low)}, ${told(high)}]`;
}
