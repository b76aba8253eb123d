import { BYTE_ORDER_MARK, type CsvRow, csvOf } from '#core/csv.ts';
import { type Provenance, settingsInRow } from '#store/share/provenance.ts';
import type { ChartTable } from './chart-table.ts';

/**
 * A table as a file: the oldest generation first where it goes by generation (`byGeneration`), and with the run's seed
 * and settings as last columns, so that tables of several runs can be joined.
 */
export function chartCsv(
  { head, rows }: Pick<ChartTable, 'head' | 'rows'>,
  { byGeneration, run }: { readonly byGeneration: boolean; readonly run: Provenance | null },
): string {
  const column = byGeneration ? head.indexOf('Generation') : -1;
  const generationOf = (row: CsvRow) => Number(row[column]);
  const cells = rows.map((row) => row.cells);
  if (column >= 0) cells.sort((a, b) => generationOf(a) - generationOf(b));
  const from = (row: number): CsvRow => (run ? [run.seed, settingsInRow(run.settings, row)] : []);
  const names = run ? ['Seed', 'Settings'] : [];
  return `${BYTE_ORDER_MARK}${csvOf([[...head, ...names], ...cells.map((row, i) => [...row, ...from(i)])])}`;
}
