import type { Summary } from '#archive/summary.ts';
import { generationNumber } from '#core/generation-number.ts';
import type { History } from '#store/history/history.ts';

/** The numbers of a chart: its table view and its CSV file. */
export interface ChartTable {
  /** Description of the rows, as 'Fitness by generation, the last first'. */
  readonly caption: string;
  /** Headings, with units. */
  readonly head: readonly string[];
  readonly rows: readonly ChartRow[];
  /** Columns whose numbers count something or name it: the table tells them to the last digit. */
  readonly counts?: readonly string[];
}

/** An agent in a generation. */
export interface Pointed {
  readonly generation: number;
  readonly agent: number;
}

export interface ChartRow {
  readonly key: string;
  /** Numbers as they are; the table shortens them, the file does not. */
  readonly cells: readonly (string | number)[];
  /** Generation that a row tells of, where a table goes by generation. */
  readonly generation?: number;
  readonly selected?: boolean;
  /** The agent that choosing the row selects. */
  readonly agent?: Pointed | null;
}

/** The fittest of a generation; null where it has not been evaluated. */
export function bestOf({ summaries }: History, generation: number): Pointed | null {
  const summary = summaries[generation];
  return summary ? { generation, agent: summary.bestAgent } : null;
}

/** Heading of a column, with its unit, and the cell of a row; its numbers measure, unless they count or name something. */
export type Column<Row> = readonly [
  head: string,
  cellOf: (row: Row) => string | number | undefined,
  numbers?: 'count',
];

/** A table from its columns. `about` names the place of a row of `list`; a cell without a value is NaN. */
export const columnTable = <Row>(
  caption: string,
  list: readonly Row[],
  about: (row: Row) => Omit<ChartRow, 'cells'>,
  columns: readonly Column<Row>[],
): ChartTable => ({
  caption,
  head: columns.map(([head]) => head),
  counts: columns.filter(([, , numbers]) => numbers === 'count').map(([head]) => head),
  rows: list.map((row) => ({
    ...about(row),
    cells: columns.map(([, cellOf]) => cellOf(row) ?? Number.NaN),
  })),
});

/** Place of a row: an agent in a generation. */
export const aboutAgent = ({ generation, agent }: Pointed) => ({
  key: `${generation} ${agent}`,
  generation,
  agent: { generation, agent },
});

export const GENERATION: Column<{ readonly generation: number }> = [
  'Generation',
  ({ generation }) => generationNumber(generation),
  'count',
];

export const AGENT: Column<{ readonly agent: number }> = ['Agent', ({ agent }) => agent, 'count'];

/** A table with a row for each generation, the last first. */
export const generationTable = (
  history: History,
  what: string,
  columns: readonly Column<Summary>[],
): ChartTable =>
  columnTable(
    `${what} by generation, the last first`,
    history.summaries.toReversed(),
    ({ generation }) => ({
      key: String(generation),
      generation,
      agent: bestOf(history, generation),
    }),
    [GENERATION, ...columns],
  );
