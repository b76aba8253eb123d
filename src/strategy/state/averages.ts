/** Fast and slow running averages of a signal; null before its first value. */
export interface Averages {
  readonly fast: number | null;
  readonly slow: number | null;
}

/** Share of itself that an average keeps at each new value. */
const FAST = 0.6;
const SLOW = 0.9;

export const NO_AVERAGES: Averages = { fast: null, slow: null };

/** Adds one value to averages; an unknown value changes nothing. The first value is both averages. */
export function averaged({ fast, slow }: Averages, value: number | null): Averages {
  if (value === null || !Number.isFinite(value)) return { fast, slow };
  return { fast: towards(fast, value, FAST), slow: towards(slow, value, SLOW) };
}

/** A signal as it was measured last, where it is not averaged. */
export const measured = ({ fast, slow }: Averages, value: number | null): Averages =>
  value === null || !Number.isFinite(value) ? { fast, slow } : { fast: value, slow: value };

const towards = (before: number | null, value: number, kept: number): number =>
  before === null ? value : kept * before + (1 - kept) * value;
