import type { Mark } from '#archive/marks.ts';
import { generationIndex } from '#core/generation-number.ts';
import type { ChartTable } from './chart-table.ts';

/** A table by generation with a last column that tells what happened before it; as it is where nothing did. */
export const withMarks = (table: ChartTable, marks: readonly Mark[]): ChartTable =>
  marks.length === 0 ? table : withMarkColumn(table, marks);

/** The same with the column even where nothing happened: files of all runs have the same columns. */
export function withMarkColumn(table: ChartTable, marks: readonly Mark[]): ChartTable {
  const column = table.head.indexOf('Generation');
  if (column < 0) return table;
  return {
    ...table,
    head: [...table.head, 'Before it'],
    rows: table.rows.map((row) => ({
      ...row,
      cells: [...row.cells, marksBefore(marks, generationIndex(Number(row.cells[column])))],
    })),
  };
}

/** What happened before a generation, in sentences; '' for nothing. */
export const marksBefore = (marks: readonly Mark[], generation: number): string =>
  marks
    .filter((mark) => mark.generation === generation)
    .map(({ text }) => text)
    .join(' ');
