import { compactNumber } from '#core/compact-number.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { niceTicks } from '../../charts/fitness-points.ts';
import type { Places } from '../../charts/plot-area.ts';
import type { RunAxis } from '../../charts/run-axis.ts';
import { INTERVAL_CURSOR } from '../pointed.ts';
import type { StrategySource } from './source.ts';

/** Units along which the intervals of a run are laid out, as they are offered. */
export const INTERVAL_UNITS = { updates: 'updates', images: 'images seen' } as const;
export type IntervalUnit = keyof typeof INTERVAL_UNITS;

export const isIntervalUnit = (name: string): name is IntervalUnit =>
  Object.hasOwn(INTERVAL_UNITS, name);

/** Settings that charts have before a run begins. */
const USUAL: StrategyConfig['training'] = {
  steps: 480,
  batch: 64,
  interval: 24,
  clip: 5,
  ramp: 0,
  mixing: 'area',
};

/** An interval lies where it ended: after so many updates of each row, or images that each learned from. */
export function intervalAxis(
  unit: IntervalUnit,
  { config, intervals }: Pick<StrategySource, 'config' | 'intervals'>,
): RunAxis {
  const { steps, batch, interval: length } = config?.training ?? USUAL;
  const each = unit === 'images' ? batch : 1;
  const places: Places = {
    of: (interval) => Math.min(steps, (interval + 1) * length) * each,
    at: (place) => place / each / length - 1,
  };
  return {
    across: {
      name: unit === 'images' ? 'images each row has seen' : 'updates of each row',
      ticks: ({ width, low, high }) =>
        niceTicks(low, high, width < 500 ? 4 : 8).filter((tick) => tick >= low && tick <= high),
      word: compactNumber,
    },
    places,
    figures: (interval) => [[INTERVAL_UNITS[unit], places.of(interval).toLocaleString('en-US')]],
    nameOf: (interval) => `Interval ${interval + 1}`,
    numberOf: (interval) => interval + 1,
    nothing: 'No interval is over yet.',
    stops: intervals.map(({ interval }) => interval),
    cursor: INTERVAL_CURSOR,
  };
}
