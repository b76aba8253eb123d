import { shortNumber } from '#core/short-number.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
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
import { afterWords, divergedWords, listWords } from './words.ts';

const norm = ({ training }: RowInterval) => training.gradientNorm;
const ratio = ({ training }: RowInterval) => training.updateRatio;

export const GRADIENT_COLUMNS: readonly Column[] = [
  { head: 'Gradient norm', of: norm },
  { head: 'Update ratio', of: ratio },
];

const OPTIONS = { norm: 'length of the gradient', ratio: 'length of updates' };

/** Chart of the norms of gradients and updates, of all rows over time, on a logarithmic axis. */
export const GRADIENTS: StrategyChart = {
  id: 'gradients',
  label: 'Gradients',
  describe(source) {
    const isRatio = source.settings.strategyGradient === 'ratio';
    const figure = isRatio ? ratio : norm;
    const clip = source.config?.training.clip;
    const place = logarithm(clip ?? null);
    return {
      title: isRatio ? 'Updates as a share of the weights' : 'Length of the gradient',
      summary: summaryOf(source, isRatio, figure),
      empty: source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: isRatio ? (
        <>
          How far the mean update moves the weights, as a share of their length. About a thousandth
          is usual: much more and a classifier forgets what it learned, much less and it hardly
          learns. Equal distances upwards are equal factors.
        </>
      ) : (
        <>
          The mean length of the gradient in an interval, before longer ones are brought down to the
          dotted line. Gradients that stay above it say that the learning rate, or the loss, is too
          much. Equal distances upwards are equal factors.
        </>
      ),
      table: () => wideTable(source, isRatio ? 'Update ratio' : 'Gradient norm', figure),
      csv: () => longTable(source, 'Gradients', GRADIENT_COLUMNS),
      controls: (
        <Choice
          label="What is shown"
          value={isRatio ? 'ratio' : 'norm'}
          options={OPTIONS}
          onChange={(value) => setChartSetting('strategyGradient', value)}
        />
      ),
      keys: <RowKeys names={namesOf(source)} />,
      picture: rowPlot(source, {
        label: isRatio ? 'Update ratio by interval' : 'Gradient norm by interval',
        name: isRatio ? 'length of an update over that of the weights' : 'Euclidean norm',
        figure,
        place: logarithm,
        words: shortNumber,
        scale: LOGARITHMIC,
        ...(!isRatio &&
          place !== null && { level: { value: place, words: `longest used, ${clip}` } }),
      }),
    };
  },
};

function summaryOf(
  source: StrategySource,
  isRatio: boolean,
  figure: (row: RowInterval) => number,
): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const ranked = rankedRows(last.rows, figure);
  const [longest, shortest] = [ranked[0], ranked.at(-1)];
  const after = afterWords(source, last);
  if (!longest || !shortest) return `${after} no row trains any more.${divergedWords(source)}`;
  const what = isRatio ? 'updates are' : 'gradients are';
  const rest =
    longest === shortest
      ? ''
      : `, shortest for ${names[shortest.row]}, ${shortNumber(shortest.value)}`;
  const clip = source.config?.training.clip ?? Infinity;
  const clipped = ranked.filter(({ value }) => value > clip).map(({ row }) => names[row] ?? '');
  const cut =
    isRatio || clipped.length === 0
      ? ''
      : ` In the mean those of ${listWords(clipped)} are longer than ${clip}, and brought down to it.`;
  return `${after} ${what} longest for ${names[longest.row]}, ${shortNumber(longest.value)}${rest}.${cut}${divergedWords(source)}`;
}
