import { hundredfold, percent } from '#core/percent.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { MEASURE_LABELS, MEASURES, measureOf } from './measures.ts';
import { rowPlot } from './row-lines.tsx';
import { type Column, longTable, wideTable } from './row-tables.ts';
import {
  FIRST_INTERVAL,
  namesOf,
  rankedRows,
  type StrategyChart,
  type StrategySource,
} from './source.ts';
import { afterWords, divergedWords } from './words.ts';

/** mAP, or another measure of the validation images, of all rows over time. */
export const MEASURE: StrategyChart = {
  id: 'measure',
  label: 'mAP',
  describe(source) {
    const { label, about, of, id } = measureOf(source.settings.strategyMeasure);
    const figure = ({ validation }: RowInterval) => of(validation);
    const inPercent = (row: RowInterval) => hundredfold(figure(row));
    return {
      title: `${label} on the validation images`,
      summary: summaryOf(source, label, figure),
      empty: source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: (
        <>
          Each line is a classifier, one under each recipe, and the number at its end is that of its
          row. {label} is {about}, measured after each interval with the fast average of its weights
          on images that it does not learn from. All rows see the same images in the same order, so
          what differs is the recipe. A cross ends the line of one whose numbers are no longer
          finite.
        </>
      ),
      table: () => wideTable(source, `${label}, %`, inPercent),
      csv: () => longTable(source, 'Measures', MEASURE_COLUMNS),
      controls: (
        <Choice
          label="What is measured"
          value={id}
          options={MEASURE_LABELS}
          onChange={(value) => setChartSetting('strategyMeasure', value)}
        />
      ),
      keys: <RowKeys names={namesOf(source)} />,
      picture: rowPlot(source, {
        label: `${label} by interval`,
        name: `${label}, %`,
        figure: inPercent,
        words: (value) => value.toFixed(1),
        holds: [0],
      }),
    };
  },
};

export const MEASURE_COLUMNS: readonly Column[] = Object.values(MEASURES).map(({ label, of }) => ({
  head: `${label}, %`,
  of: ({ validation }) => hundredfold(of(validation)),
}));

/** Names the leading row, by how much it leads, and the last. */
function summaryOf(
  source: StrategySource,
  label: string,
  figure: (row: RowInterval) => number | null,
): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const [first, second, ...others] = rankedRows(last.rows, figure);
  const after = afterWords(source, last);
  if (!first) return `${after} no row has a ${label}.${divergedWords(source)}`;
  const told = `${percent(first.value)} %`;
  if (!second) return `${after} ${names[first.row]} has ${label} ${told}.${divergedWords(source)}`;
  const ahead = 100 * (first.value - second.value);
  const worst = others.at(-1);
  const end = worst ? `; ${names[worst.row]} is last with ${percent(worst.value)} %` : '';
  return `${after} ${names[first.row]} leads with ${label} ${told}, ${ahead.toFixed(1)} points above ${names[second.row]}${end}.${divergedWords(source)}`;
}
