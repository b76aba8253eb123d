/** The numbers that a slider moves over. */
export interface SliderRange {
  readonly lowest: number;
  readonly highest: number;
  readonly scale: 'log' | 'linear';
  readonly integer: boolean;
  /** The nearer to 1, the finer: the distance below 1 counts. */
  readonly nearOne?: boolean | undefined;
}

/** Stops of a slider. */
export const STOPS = 200;

/** The least distance from 1 that a slider tells from none. */
const NEAREST = 1e-4;

/** Stop of a value on the slider, from 0 to {@link STOPS}. Anything that is no number lies at 0. */
export function stopOf(range: SliderRange, value: unknown): number {
  if (typeof value !== 'number') return 0;
  const { lowest, highest } = range;
  const share = range.nearOne
    ? Math.log((1 - lowest) / Math.max(NEAREST / 2, 1 - value)) / decades(lowest)
    : range.scale === 'log'
      ? Math.log(value / lowest) / Math.log(highest / lowest)
      : (value - lowest) / (highest - lowest);
  return Math.round(STOPS * Math.min(1, Math.max(0, share || 0)));
}

/** A round value at a stop; the ends are exact. */
export function valueAt(range: SliderRange, stop: number): number {
  const { lowest, highest } = range;
  if (!(stop > 0)) return lowest;
  if (stop >= STOPS) return highest;
  const share = stop / STOPS;
  if (range.nearOne) return oneMinus((1 - lowest) * Math.exp(-share * decades(lowest)));
  const exact =
    range.scale === 'log'
      ? lowest * (highest / lowest) ** share
      : lowest + (highest - lowest) * share;
  if (range.integer) return Math.round(exact);
  if (range.scale === 'log') return Number(exact.toPrecision(2));
  return Number(exact.toFixed(Math.max(0, Math.ceil(-Math.log10((highest - lowest) / STOPS)))));
}

/** Over the whole slider, natural logarithm; its last stop is 1 itself. */
const decades = (lowest: number) => Math.log((1 - lowest) / (NEAREST / 2));

/** 1 less what is left, of which one digit counts near 1, as 0.98, 0.99 or 0.9995. */
function oneMinus(left: number): number {
  const round = Number(left.toPrecision(left < 0.1 ? 1 : 2));
  return Number((1 - round).toFixed(6));
}
