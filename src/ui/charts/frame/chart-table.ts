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

/**
 * A table with a row for each generation, the last first, from the columns' names and a generation's values. `counts`:
 * those of the columns that do.
 */
export function generationTable(
  history: History,
  what: string,
  head: readonly string[],
  cellsOf: (generation: number) => readonly (string | number)[],
  counts: readonly string[] = [],
): ChartTable {
  return {
    counts: ['Generation', ...counts],
    caption: `${what} by generation, the last first`,
    head: ['Generation', ...head],
    rows: history.summaries.toReversed().map(({ generation }) => ({
      key: String(generation),
      generation,
      agent: bestOf(history, generation),
      cells: [generationNumber(generation), ...cellsOf(generation)],
    })),
  };
}
