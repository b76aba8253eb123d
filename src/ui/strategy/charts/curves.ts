import { hundredfold } from '#core/percent.ts';
import { SEATS } from '#core/strategy/seats.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { rankedClasses } from './class-order.ts';
import { GRADIENT_COLUMNS } from './gradients.tsx';
import { RATE_COLUMN } from './learning-rate.tsx';
import { LOSS_COLUMNS } from './losses.tsx';
import { MEASURE_COLUMNS } from './measure.tsx';
import { REWARD_COLUMNS } from './reward.tsx';
import { type Column, longTable } from './row-tables.ts';
import type { StrategySource } from './source.ts';

const FIGURES: readonly Column[] = [
  ...MEASURE_COLUMNS,
  ...LOSS_COLUMNS,
  RATE_COLUMN,
  ...GRADIENT_COLUMNS,
  { head: 'Diverged', of: ({ diverged }) => (diverged ? 'yes' : 'no') },
];

/** Columns of the trials that searches had rows train. */
const TRIAL_COLUMNS: readonly Column[] = [
  { head: 'Trial', of: ({ searched }) => (searched ? searched.trial + 1 : null) },
  { head: 'Intervals of its training', of: ({ searched }) => searched?.trained ?? null },
];

/** All reports on a run's rows after each interval: their choices, and the outcome, class by class. */
export const curvesOf = (source: StrategySource): ChartTable =>
  longTable(source, 'All figures', [
    ...SEATS.map(
      (seat): Column => ({
        head: source.seats.find(({ id }) => id === seat)?.label ?? seat,
        of: ({ choices }) => choices[seat],
      }),
    ),
    ...FIGURES,
    ...(source.config?.rows.some(({ steering }) => steering.kind === 'team') ? REWARD_COLUMNS : []),
    ...(source.config?.searches ? TRIAL_COLUMNS : []),
    ...(source.started ? rankedClasses(source.started.data) : []).map(
      ({ index, name }): Column => ({
        head: `Average precision of ${name}, %`,
        of: ({ validation }) => hundredfold(validation.averagePrecision[index]),
      }),
    ),
  ]);
