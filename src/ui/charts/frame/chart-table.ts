/** What a chart shows, as numbers: its table view and its CSV file. */
export interface ChartTable {
  /** What the rows are, as 'Fitness by generation, the last first'. */
  readonly caption: string;
  /** With units. */
  readonly head: readonly string[];
  readonly rows: readonly ChartRow[];
}

export interface ChartRow {
  readonly key: string;
  /** Numbers as they are; the table shortens them, the file does not. */
  readonly cells: readonly (string | number)[];
  readonly selected?: boolean;
  readonly onChoose?: () => void;
}

/** As RFC 4180 has it: lines end in CR LF, NaN is an empty field. */
export function toCsv({ head, rows }: Pick<ChartTable, 'head' | 'rows'>): string {
  const lines = [head, ...rows.map(({ cells }) => cells)];
  return lines.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  // A spreadsheet would take such a text for a formula.
  const text = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
