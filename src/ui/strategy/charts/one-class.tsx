import { hundredfold, percent } from '#core/percent.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import { Choice } from '../../charts/frame/Choice.tsx';
import { setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { RowKeys } from '../rows/RowKeys.tsx';
import { ClassChoice, classOf } from './class-choice.tsx';
import type { RankedClass } from './class-order.ts';
import { rowPlot } from './row-lines.tsx';
import { longTable, wideTable } from './row-tables.ts';
import {
  FIRST_INTERVAL,
  namesOf,
  rankedRows,
  type StrategyChart,
  type StrategySource,
} from './source.ts';
import { afterWords, divergedWords } from './words.ts';

const FIGURES = {
  averagePrecision: 'average precision',
  precision: 'precision',
  recall: 'recall',
} as const;
type FigureId = keyof typeof FIGURES;

const isFigure = (name: string): name is FigureId => Object.hasOwn(FIGURES, name);

/** Chart of how well one class is told, of all rows over time. */
export const ONE_CLASS: StrategyChart = {
  id: 'one-class',
  label: 'One class',
  describe(source) {
    const { settings } = source;
    const one = classOf(source);
    const id = isFigure(settings.strategyClassFigure)
      ? settings.strategyClassFigure
      : 'averagePrecision';
    const figure = FIGURES[id];
    const of = (which: FigureId) => (row: RowInterval) =>
      hundredfold(one && row.validation[which][one.index]);
    return {
      title: one ? `The class “${one.name}”: ${figure}` : 'One class',
      summary: one ? summaryOf(source, one, id) : '',
      empty: source.intervals.length === 0 ? FIRST_INTERVAL : null,
      howToRead: (
        <>
          Precision: of the validation images in which a classifier sees the class, the share that
          has it. Recall: of those that have it, the share in which it is seen. Both are taken at a
          probability of ½. Average precision needs no such line: it is high where images with the
          class are ranked before those without.
        </>
      ),
      table: () => wideTable(source, `${figure} of ${one?.name}, %`, of(id)),
      csv: () =>
        longTable(source, `The class ${one?.name}`, [
          { head: 'Class', of: () => one?.name ?? '' },
          { head: 'Average precision, %', of: of('averagePrecision') },
          { head: 'Precision, %', of: of('precision') },
          { head: 'Recall, %', of: of('recall') },
        ]),
      controls: (
        <>
          <ClassChoice source={source} />
          <Choice
            label="Figure"
            value={id}
            options={FIGURES}
            onChange={(value) => setChartSetting('strategyClassFigure', value)}
          />
        </>
      ),
      keys: <RowKeys names={namesOf(source)} />,
      picture: rowPlot(source, {
        label: `${figure} of a class by interval`,
        name: `${figure}, %`,
        figure: of(id),
        words: (value) => value.toFixed(1),
        holds: [0],
      }),
    };
  },
};

function summaryOf(source: StrategySource, one: RankedClass, id: FigureId): string {
  const last = source.intervals.at(-1);
  if (!last) return '';
  const names = namesOf(source);
  const ranked = rankedRows(last.rows, ({ validation }) => validation[id][one.index] ?? null);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  const after = `${afterWords(source, last)} the ${FIGURES[id]} of ${one.name} (${one.group}, ${one.count} training images)`;
  if (!best || !worst) return `${after} cannot be told of any row.${divergedWords(source)}`;
  const others =
    best === worst ? '' : `, lowest for ${names[worst.row]}, ${percent(worst.value)} %`;
  const { precision, recall } = last.rows[best.row]?.validation ?? {};
  const [right, found] = [precision?.[one.index] ?? null, recall?.[one.index] ?? null];
  return `${after} is highest for ${names[best.row]}, ${percent(best.value)} %${others}. From a probability of ½ on that row finds ${percent(found)} % of the images with it, and is right in ${percent(right)} % of those it names.`;
}
