import type { RowInterval } from '#core/strategy/figures.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import type { Plot, Row, Scale, Series } from '../../charts/chart.ts';
import type { Figures } from '../../charts/Figures.tsx';
import { thinned } from '../../charts/fitness-points.ts';
import { extentOf, MARGIN } from '../../charts/plot-area.ts';
import { rowStyle } from '../rows/row-style.ts';
import { type LineEnd, RowNumbers } from './RowNumbers.tsx';
import { intervalAt, namesOf, type StrategySource } from './source.ts';

/** Points drawn of all lines together: more are not told apart on a screen and cost time. */
const MOST_POINTS = 1000;
const FEWEST_POINTS = 80; // of each line
/** Room for the numbers at the ends of lines, px. */
const RIGHT = 34;

/** One line a row, over the intervals of a run. */
export interface RowLines {
  readonly label: string;
  /** Name of the vertical axis, with its unit. */
  readonly name: string;
  /** Null where there is none. */
  readonly figure: (row: RowInterval) => number | null;
  /** Words of the tooltip. */
  readonly words: (value: number) => string;
  /** Height at which a figure lies; itself where it is missing. */
  readonly place?: (value: number | null) => number | null;
  readonly scale?: Scale;
  /** A thinner line beside the first. */
  readonly beside?: {
    readonly figure: (row: RowInterval) => number | null;
    /** Name such as 'training'. */
    readonly name: string;
  };
  /** Values that the vertical axis holds in any case. */
  readonly holds?: readonly number[];
  readonly level?: Plot['level'];
  /** Rows that have the figure; all where it is missing. */
  readonly rows?: readonly number[];
}

export function rowPlot(source: StrategySource, lines: RowLines): Plot {
  const { intervals } = source;
  const names = namesOf(source);
  const { figure, place = (value) => value, beside, scale, holds = [] } = lines;
  const most = Math.max(FEWEST_POINTS, Math.floor(MOST_POINTS / Math.max(1, names.length)));
  const drawn = thinned(intervals, { first: 0, columns: intervals.length }, most);
  const placed = (each: RowInterval, of: RowLines['figure']): number | null => {
    const value = of(each);
    return value === null || !Number.isFinite(value) ? null : place(value);
  };
  const rows = drawn.map(({ interval, rows: each }): Row => {
    const values: Record<string, number | null> = { interval };
    for (const [row, of] of each.entries()) {
      values[`r${row}`] = placed(of, figure);
      if (beside) values[`b${row}`] = placed(of, beside.figure);
    }
    return values;
  });
  const shown = lines.rows ?? names.map((_, row) => row);
  const series = shown.flatMap((row): Series[] => {
    const style = { ...rowStyle(row), opacity: `var(--row-${row}, 1)` } as const;
    return [
      ...(beside
        ? [{ ...style, kind: 'line', of: `b${row}`, width: 1, dash: '1.5 2.5' } as const]
        : []),
      { ...style, kind: 'line', of: `r${row}`, width: 2 },
    ];
  });
  return {
    label: lines.label,
    height: 260,
    margin: { ...MARGIN, right: RIGHT },
    extent: extentOf([
      ...holds,
      ...rows.flatMap(({ interval: _, ...values }) =>
        Object.values(values).filter((value) => typeof value === 'number'),
      ),
    ]),
    name: lines.name,
    ...(scale && { scale }),
    ...(lines.level && { level: lines.level }),
    isMovable: true,
    rowsBy: 'interval',
    rows,
    series,
    over: (area) => <RowNumbers area={area} ends={endsOf(drawn, rows, shown)} />,
    figures: (stop) => figuresAt(intervalAt(intervals, stop), names, shown, lines),
  };
}

/** Ends of the rows' lines. */
function endsOf(
  drawn: readonly IntervalEvent[],
  rows: readonly Row[],
  shown: readonly number[],
): readonly LineEnd[] {
  const last = drawn.at(-1);
  return shown.flatMap((row) => {
    const end = rows.findLast((each) => typeof each[`r${row}`] === 'number');
    if (!end) return [];
    const hasDiverged = last?.rows[row]?.diverged ?? false;
    return [
      { row, interval: end['interval'] as number, value: end[`r${row}`] as number, hasDiverged },
    ];
  });
}

/** All rows' figures in an interval, from the greatest. */
function figuresAt(
  event: IntervalEvent | undefined,
  names: readonly string[],
  shown: readonly number[],
  { figure, words, beside }: RowLines,
): Figures {
  const told = shown.flatMap((row) => {
    const each = event?.rows[row];
    return each ? [{ row, each, value: figure(each) ?? Number.NaN }] : [];
  });
  told.sort((a, b) => (b.value > a.value || Number.isNaN(a.value) ? 1 : -1));
  return told.map(({ row, each, value }) => {
    const name = `${row + 1} ${names[row] ?? ''}`;
    if (each.diverged) return [name, 'diverged'];
    const other = beside ? beside.figure(each) : null;
    const rest = beside && other !== null ? ` (${beside.name} ${words(other)})` : '';
    return [name, Number.isNaN(value) ? 'undefined' : `${words(value)}${rest}`];
  });
}
