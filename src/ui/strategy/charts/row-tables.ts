import type { RowInterval } from '#core/strategy/figures.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import type { ChartTable } from '../../charts/frame/chart-table.ts';
import { namesOf, type StrategySource } from './source.ts';

/** A figure of a row in an interval, with its unit. */
export interface Column {
  readonly head: string;
  readonly of: (row: RowInterval) => number | string | null;
}

const orNone = (value: number | string | null): number | string => value ?? Number.NaN;

const placeOf = ({ interval, step, images }: IntervalEvent) => [interval + 1, step, images];
const PLACE = ['Interval', 'Updates', 'Images seen'] as const;

/** One figure of all rows: an interval a line, the last first. */
export const wideTable = (source: StrategySource, what: string, of: Column['of']): ChartTable => ({
  caption: `${what} by interval, the last first`,
  counts: PLACE,
  head: [...PLACE, ...namesOf(source).map((name, row) => `${row + 1} ${name}`)],
  rows: source.intervals.toReversed().map((event) => ({
    key: String(event.interval),
    cells: [...placeOf(event), ...event.rows.map((row) => orNone(of(row)))],
  })),
});

/** Several figures: a row of an interval a line, from the first on, as files hold them. */
export const longTable = (
  source: StrategySource,
  what: string,
  columns: readonly Column[],
): ChartTable => {
  const names = namesOf(source);
  return {
    caption: `${what} by interval and row`,
    counts: [...PLACE, 'Row'],
    head: [...PLACE, 'Row', 'Name', ...columns.map(({ head }) => head)],
    rows: source.intervals.flatMap((event) =>
      event.rows.map((each, row) => ({
        key: `${event.interval} ${row}`,
        cells: [
          ...placeOf(event),
          row + 1,
          names[row] ?? '',
          ...columns.map(({ of }) => orNone(of(each))),
        ],
      })),
    ),
  };
};
