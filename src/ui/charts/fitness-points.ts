import { compactNumber } from '#core/compact-number.ts';
import { signed } from '#core/signed.ts';
import type { Window } from '../genealogy/scale.ts';

/** At most so many points; more are not told apart on a screen and cost time. */
const MOST = 400;

/** The entries of a list by generation that a window shows, and one beyond each end, evenly thinned, the last kept. */
export function thinned<T>(list: readonly T[], { first, columns }: Window, most = MOST): T[] {
  const seen = list.slice(Math.max(0, Math.floor(first) - 1), Math.ceil(first + columns) + 1);
  const every = Math.ceil(seen.length / most);
  return seen.filter((_, i) => (seen.length - 1 - i) % every === 0);
}

/** About `count` round numbers from at or below `low` to at or above `high`, on both sides of one that is alone. */
export function niceTicks(low: number, high: number, count: number): number[] {
  if (low === high) {
    const around = Math.max(1, Math.abs(low) / 10);
    return niceTicks(low - around, high + around, count);
  }
  const rough = Math.max(high - low, Math.abs(high) * 1e-6, 1e-9) / count;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const larger = [1, 2, 5, 10].map((x) => x * decade);
  // One step smaller where the highest value is then a tick: an axis of returns up to 500 need not go to 600.
  const fitting = larger.find(
    (x) => x >= rough * 0.8 && x < rough && Math.abs(high / x - Math.round(high / x)) < 1e-9,
  );
  const step = fitting ?? larger.find((x) => x >= rough) ?? 10 * decade;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  // Multiples of a decade below one are not exact; twelve digits are more than a tick shows.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** Number from which on numbers are told as '100k': there is no room for more. */
const LONG = 100_000;

/** Writes ticks at equal steps to the digit in which they differ. */
export function tickWords(ticks: readonly number[]): (tick: number) => string {
  if (ticks.some((tick) => Math.abs(tick) >= LONG)) return (tick) => signed(tick, compactNumber);
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const exact = new Intl.NumberFormat('en-US', { maximumFractionDigits: digits });
  return (tick) => signed(tick, exact.format);
}
