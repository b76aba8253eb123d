import { shortNumber } from '#core/short-number.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { rowPlot } from './row-lines.tsx';
import { type Column, longTable, wideTable } from './row-tables.ts';
import { LOGARITHMIC, logarithm } from './scales.ts';
import {
  FIRST_INTERVAL,
  namesOf,
  rankedRows,
  type StrategyChart,
  type StrategySource,
} from './source.ts';
import { afterWords } from './words.ts';

const rate = ({ training }: RowInterval) => training.learningRate;

export const RATE_COLUMN: Column = { head: 'Learning rate', of: rate };

/** The learning rate of all rows over time, on a logarithmic axis. */
export const LEARNING_RATE: StrategyChart = {
  id: 'learning-rate',
  label: 'Learning rate',
  describe(source) {
    return {
      title: 'Learning rate',
      summary: summaryOf(source),
      empty: source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: (
        <>
          The rate at the last update of each interval: the optimizer’s base rate times what the
          schedule says of the run’s progress. Equal distances upwards are equal factors. A rate of
          0 has no place on such an axis. Rates of different optimizers mean different things: SGD
          needs a far higher one than Adam.
        </>
      ),
      table: () => wideTable(source, 'Learning rate', rate),
      csv: () =>
        longTable(source, 'Learning rates', [
          RATE_COLUMN,
          { head: 'Optimizer', of: ({ choices }) => choices.optimizer },
          { head: 'Schedule', of: ({ choices }) => choices.schedule },
        ]),
      keys: <RowKeys names={namesOf(source)} />,
      picture: rowPlot(source, {
        label: 'Learning rate by interval',
        name: 'learning rate',
        figure: rate,
        place: logarithm,
        words: shortNumber,
        scale: LOGARITHMIC,
      }),
    };
  },
};

function summaryOf(source: StrategySource): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const ranked = rankedRows(last.rows, rate);
  const [high, low] = [ranked[0], ranked.at(-1)];
  const after = afterWords(source, last);
  if (!high || !low) return `${after} no row trains any more.`;
  if (high.value === low.value)
    return `${after} the learning rate is ${shortNumber(high.value)}${ranked.length > 1 ? ' for every row' : ''}.`;
  return `${after} the learning rate is highest for ${names[high.row]}, ${shortNumber(high.value)}, and lowest for ${names[low.row]}, ${shortNumber(low.value)}.`;
}
