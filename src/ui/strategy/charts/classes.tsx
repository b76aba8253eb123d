import { hundredfold, percent } from '#core/percent.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { Matrix, type MatrixCell } from '../matrix/Matrix.tsx';
import { ShadeKey } from '../matrix/ShadeKey.tsx';
import { pointAtRow } from '../pointed.ts';
import { groupSizes, type RankedClass, rankedClasses } from './class-order.ts';
import { IntervalSlider } from './IntervalSlider.tsx';
import {
  FIRST_INTERVAL,
  namesOf,
  type StrategyChart,
  type StrategySource,
  shownInterval,
} from './source.ts';
import { afterWords } from './words.ts';

/** Room above for the names of classes, and at the left for those of rows, px. */
const TOP = 78;
const [NUMBER, CHARACTER, MOST_LEFT] = [34, 6.5, 200];
const CELL = 20; // px

/** The average precision of every class in every row, from head to tail, in one interval. */
export const CLASSES: StrategyChart = {
  id: 'classes',
  label: 'Classes',
  isOfOne: true,
  describe(source) {
    const { started, intervals, narrow } = source;
    const event = shownInterval(source);
    const names = namesOf(source);
    const classes = started ? rankedClasses(started.data) : [];
    const figureOf = (row: number, index: number) =>
      event?.rows[row]?.validation.averagePrecision[index] ?? null;
    const words = ({ row, column }: MatrixCell) => {
      const one = classes[column];
      if (!one) return '';
      return `${names[row]}, ${one.name}: average precision ${percent(figureOf(row, one.index))} %. ${one.count} training images have the class, which is one of the ${one.group}.`;
    };
    return {
      title: 'Average precision of each class',
      summary: event ? `${afterWords(source, event)}${summaryOf(event, names, classes)}` : '',
      empty: event ? null : FIRST_INTERVAL,
      howToRead: (
        <>
          A line is a row, a column a class, from the most frequent at the left to the rarest. The
          lighter a cell, the better the classifier tells images with the class from those without:
          at 100 % all that have it come before all that do not. What chance gives is the share of
          images that have it, so rare classes begin near 0. The cells are those of the interval
          that is pointed at in another chart, or chosen below.
        </>
      ),
      table: () => tableOf(source, event, classes),
      csv: () => csvOf(source, classes),
      keys: <ShadeKey low="0 %" high="100 %" />,
      note: <IntervalSlider intervals={intervals} shown={event} />,
      picture: {
        own: (
          <Matrix
            label={`Average precision of ${classes.length} classes in ${names.length} rows`}
            rows={
              narrow
                ? names.map((_, row) => String(row + 1))
                : names.map((name, row) => `${row + 1} ${name}`)
            }
            columns={classes.map(({ name }) => name)}
            shade={(row, column) => figureOf(row, classes[column]?.index ?? -1)}
            words={words}
            room={{ left: narrow ? NUMBER : roomOf(names), top: TOP }}
            cellHeight={CELL}
            groups={started ? groupSizes(started.data) : []}
            onPoint={(cell) => pointAtRow(cell?.row ?? null)}
          />
        ),
      },
    };
  },
};

/** Room for the longest name with its number. */
const roomOf = (names: readonly string[]) =>
  Math.min(MOST_LEFT, NUMBER + CHARACTER * Math.max(...names.map(({ length }) => length), 0));

/** Says which row is best in most classes, what the tail comes to, and which class is hardest. */
function summaryOf(
  { rows }: IntervalEvent,
  names: readonly string[],
  classes: readonly RankedClass[],
): string {
  const best = classes.map(({ index }) => {
    let [row, value] = [-1, -1];
    for (const [at, { validation }] of rows.entries()) {
      const own = validation.averagePrecision[index] ?? -1;
      if (own > value) [row, value] = [at, own];
    }
    return { index, row, value };
  });
  const known = best.filter(({ row }) => row >= 0);
  const wins = names.map((_, row) => known.filter((each) => each.row === row).length);
  const winner = wins.indexOf(Math.max(...wins));
  const hardest = known.reduce(
    (least, each) => (each.value < (least?.value ?? 2) ? each : least),
    known[0],
  );
  if (!hardest) return ' no class has an average precision.';
  const hard = classes.find(({ index }) => index === hardest.index);
  const wide =
    names.length > 1
      ? ` ${names[winner]} is best in ${wins[winner]} of ${known.length} classes.`
      : ` ${names[0]} was measured in ${known.length} classes.`;
  const whole = names.length > 1 ? 'no row is' : 'it is not';
  return `${wide} Hardest is ${hard?.name} (${hard?.group}, ${hard?.count} training images): ${whole} above ${percent(hardest.value)} %.`;
}

function tableOf(
  source: StrategySource,
  event: IntervalEvent | undefined,
  classes: readonly RankedClass[],
): ChartTable {
  const names = namesOf(source);
  return {
    caption: `Average precision in per cent by class${event ? `, interval ${event.interval + 1}` : ''}`,
    head: [
      'Class',
      'Group',
      'Training images, n',
      ...names.map((name, row) => `${row + 1} ${name}`),
    ],
    counts: ['Training images, n'],
    rows: (event ? classes : []).map(({ index, name, group, count }) => ({
      key: String(index),
      cells: [
        name,
        group,
        count,
        ...names.map(
          (_, row) =>
            hundredfold(event?.rows[row]?.validation.averagePrecision[index]) ?? Number.NaN,
        ),
      ],
    })),
  };
}

/** Table of all intervals. */
function csvOf(source: StrategySource, classes: readonly RankedClass[]): ChartTable {
  const names = namesOf(source);
  return {
    caption: 'Classes by interval and row',
    head: [
      'Interval',
      'Updates',
      'Row',
      'Name',
      'Class',
      'Group',
      'Training images, n',
      'Average precision, %',
      'Precision, %',
      'Recall, %',
    ],
    counts: ['Interval', 'Updates', 'Row', 'Training images, n'],
    rows: source.intervals.flatMap(({ interval, step, rows }) =>
      rows.flatMap(({ validation }, row) =>
        classes.map(({ index, name, group, count }) => ({
          key: `${interval} ${row} ${index}`,
          cells: [
            interval + 1,
            step,
            row + 1,
            names[row] ?? '',
            name,
            group,
            count,
            ...[validation.averagePrecision, validation.precision, validation.recall].map(
              (shares) => hundredfold(shares[index]) ?? Number.NaN,
            ),
          ],
        })),
      ),
    ),
  };
}
