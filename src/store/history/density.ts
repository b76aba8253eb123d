import type { History } from './history.ts';
import { incremental } from './incremental.ts';

/** Range of an axis of values, and the scale that divides it. */
export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly scale: 'log' | 'linear';
}

/** Tells whether a log scale can divide what lies between two values: 0 has no logarithm, a ratio may be no number. */
export const spansLog = (low: number, high: number): boolean => low > 0 && high / low < Infinity;

/** The scale that is declared, where it is possible. */
export const declaredScale = (
  low: number,
  high: number,
  declared: 'log' | 'linear',
): ValueScale => ({ low, high, scale: spansLog(low, high) ? declared : 'linear' });

/** More than one decade apart, values are told better on a log scale. */
export const valueScale = (low: number, high: number, declared: 'log' | 'linear'): ValueScale =>
  declaredScale(low, high, high / low > 10 ? 'log' : declared);

/** Place of a value on a scale, in [0, 1] between its ends. */
export function shareOf(value: number, { low, high, scale }: ValueScale): number {
  if (high === low) return 0.5;
  return scale === 'log'
    ? Math.log(value / low) / Math.log(high / low)
    : (value - low) / (high - low);
}

export function valueAt(share: number, { low, high, scale }: ValueScale): number {
  return scale === 'log' ? low * (high / low) ** share : low + share * (high - low);
}

interface Extent {
  low: number;
  high: number;
}

/** Least and greatest value so far of each hyperparameter, in their order; of an empty history from ∞ to −∞. */
export const hyperparameterExtents = incremental<readonly Readonly<Extent>[]>((history) => {
  const value = history.hyperparameters.map((): Extent => ({ low: Infinity, high: -Infinity }));
  return {
    value,
    extend(generation) {
      for (let slot = 0; slot < history.size(generation); slot++)
        value.forEach((extent, index) => {
          const each = history.hyperparameter(generation, slot, index);
          if (each < extent.low) extent.low = each;
          if (each > extent.high) extent.high = each;
        });
    },
  };
});

/** Share of a generation's agents in each bin from the scale's low end to its high; values beyond count in the last. */
export function densityColumn(
  history: History,
  generation: number,
  index: number,
  scale: ValueScale,
  bins: number,
): Float64Array {
  const column = new Float64Array(bins);
  const size = history.size(generation);
  for (let slot = 0; slot < size; slot++) {
    const share = shareOf(history.hyperparameter(generation, slot, index), scale);
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(share * bins)));
    column[bin] = (column[bin] as number) + 1 / size; // bin < bins
  }
  return column;
}
