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
