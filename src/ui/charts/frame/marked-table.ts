import type { TimeMark } from '#store/history/time-marks.ts';
import type { ChartTable } from './chart-table.ts';

/** A table by generation with a last column that tells what happened before it, and was set by hand in it; as it is where nothing did. */
export const withMarks = (table: ChartTable, marks: readonly TimeMark[]): ChartTable =>
  marks.length === 0 ? table : withMarkColumn(table, marks);

/** The same with the column even where nothing happened: files of all runs have the same columns. */
export function withMarkColumn(table: ChartTable, marks: readonly TimeMark[]): ChartTable {
  return {
    ...table,
    head: [...table.head, 'Before it'],
    rows: table.rows.map((row) => ({
      ...row,
      cells: [...row.cells, row.generation === undefined ? '' : marksBefore(marks, row.generation)],
    })),
  };
}

/** Events before a generation, and changes by hand in it, in sentences; '' if there are none. */
export const marksBefore = (marks: readonly TimeMark[], generation: number): string =>
  marks
    .filter((mark) => mark.generation === generation)
    .map(({ text }) => text)
    .join(' ');
