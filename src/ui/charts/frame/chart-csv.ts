import { BYTE_ORDER_MARK, type CsvRow, csvOf } from '#core/csv.ts';
import { type Provenance, settingsInRow } from '#store/share/provenance.ts';
import type { ChartTable } from './chart-table.ts';

/**
 * A table as a file: the oldest generation first where it goes by generation, and with the run's seed and settings as last
 * columns, so that tables of several runs can be joined.
 */
export function chartCsv(
  { head, rows }: Pick<ChartTable, 'head' | 'rows'>,
  run: Provenance | null,
): string {
  const cells = rows
    .toSorted((a, b) => (a.generation ?? 0) - (b.generation ?? 0))
    .map((row) => row.cells);
  const from = (row: number): CsvRow => (run ? [run.seed, settingsInRow(run.settings, row)] : []);
  const names = run ? ['Seed', 'Settings'] : [];
  return `${BYTE_ORDER_MARK}${csvOf([[...head, ...names], ...cells.map((row, i) => [...row, ...from(i)])])}`;
}
