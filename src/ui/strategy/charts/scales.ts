import { shortNumber } from '#core/short-number.ts';
import type { Scale } from '../../charts/chart.ts';

/** Logarithms of round numbers, decades or 1, 2 and 5 of each, from at or below `low` to at or above `high`. */
function logTicks(low: number, high: number): readonly number[] {
  const [first, last] = [Math.floor(low), Math.max(Math.floor(low) + 1, Math.ceil(high))];
  const decades = last - first;
  if (decades > 2) {
    const every = Math.ceil(decades / 5);
    const count = Math.ceil(decades / every);
    return Array.from({ length: count + 1 }, (_, i) => first + i * every);
  }
  const fine = Array.from({ length: decades }, (_, i) => first + i).flatMap((decade) =>
    [1, 2, 5].map((digit) => decade + Math.log10(digit)),
  );
  const all = [...fine, last];
  const from = all.findLastIndex((tick) => tick <= low + 1e-9);
  const to = all.findIndex((tick) => tick >= high - 1e-9);
  return all.slice(Math.max(0, from), Math.max(from + 1, to) + 1);
}

/** Values are drawn by their logarithms to base 10. */
export const LOGARITHMIC: Scale = {
  ticks: logTicks,
  word: (tick) => shortNumber(Number((10 ** tick).toPrecision(2))),
};

/** The place of a value on a logarithmic axis; null where it has none. */
export const logarithm = (value: number | null): number | null =>
  value !== null && value > 0 && Number.isFinite(value) ? Math.log10(value) : null;
