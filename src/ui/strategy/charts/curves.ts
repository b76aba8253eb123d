import { SEATS } from '#core/strategy/seats.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { rankedClasses } from './class-order.ts';
import { MEASURES } from './measures.ts';
import { REWARD_COLUMNS } from './reward.tsx';
import { type Column, longTable } from './row-tables.ts';
import type { StrategySource } from './source.ts';

const hundredfold = (share: number | null | undefined) =>
  share === null || share === undefined ? null : 100 * share;

const FIGURES: readonly Column[] = [
  ...Object.values(MEASURES).map(
    ({ label, of }): Column => ({
      head: `${label}, %`,
      of: ({ validation }) => hundredfold(of(validation)),
    }),
  ),
  { head: 'Validation, cross entropy', of: ({ validation }) => validation.loss },
  { head: 'Training, cross entropy', of: ({ training }) => training.reference },
  {
    head: 'Training, its standard deviation over minibatches',
    of: ({ training }) => training.referenceDeviation,
  },
  { head: 'Training, chosen loss', of: ({ training }) => training.loss },
  { head: 'Learning rate', of: ({ training }) => training.learningRate },
  { head: 'Gradient norm', of: ({ training }) => training.gradientNorm },
  { head: 'Update ratio', of: ({ training }) => training.updateRatio },
  { head: 'Diverged', of: ({ diverged }) => (diverged ? 'yes' : 'no') },
];

/** Columns of the trials that searches had rows train. */
const TRIAL_COLUMNS: readonly Column[] = [
  { head: 'Trial', of: ({ searched }) => (searched ? searched.trial + 1 : null) },
  { head: 'Intervals of its training', of: ({ searched }) => searched?.trained ?? null },
];

/** Everything that was told of a run's rows after each interval: what they chose, and what came of it, class by class. */
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
