import { signed } from './signed.ts';

/** Made once: making one costs more than all its uses. */
const GROUPED = new Intl.NumberFormat('en-US');

/** Below it lie no settings, only what rounding leaves of a mean that is 0. */
const LEAST = 1e-12;

/** A number in few characters, as '3.2e-4', '0.99' or '12,400'. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Math.abs(value) < LEAST) return '0';
  if (value < 0) return signed(value, shortNumber);
  if (value < 0.01) return value.toExponential(1).replace(/\.0e/, 'e');
  if (value >= 1000) return GROUPED.format(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** A short number with its sign, as '+7.67' or '−28'; `zero` stands for 0. */
export const signedNumber = (value: number, zero = '0'): string =>
  value === 0 ? zero : `${value > 0 ? '+' : ''}${shortNumber(value)}`;
