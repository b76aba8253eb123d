import type { Description, Plot } from '../../charts/chart.ts';
import type { RowDecision } from './decision.ts';
import type { LookedAt } from './looked-at.ts';
import { openDecision } from './opened.ts';

/** A figure of each decision of a team; null where there is none. */
export interface DecisionColumn {
  readonly head: string;
  readonly of: (decision: RowDecision, looked: LookedAt) => number | string | null;
}

/** Table of the decisions looked at, the last first; for files from the first on, with the columns of the whole. */
export function decisionTables(
  what: string,
  looked: LookedAt | null,
  columnsOf: (isWhole: boolean) => readonly DecisionColumn[],
): Pick<Description, 'table'> & Required<Pick<Description, 'csv'>> {
  const tableOf = (isWhole: boolean) => {
    const columns = columnsOf(isWhole);
    const rows = (looked?.decisions ?? []).map((decision) => ({
      key: String(decision.event.interval),
      cells: [
        decision.event.interval + 1,
        decision.event.step,
        ...columns.map(({ of }) => (looked && of(decision, looked)) ?? Number.NaN),
      ],
    }));
    return {
      caption: `${what} by interval${isWhole ? '' : ', the last first'}`,
      head: ['Interval', 'Updates', ...columns.map(({ head }) => head)],
      counts: ['Interval', 'Updates'],
      rows: isWhole ? rows : rows.toReversed(),
    };
  };
  return { table: () => tableOf(false), csv: () => tableOf(true) };
}

/** Properties of plots in which a decision is a column: pressed, it is opened. */
export const BY_DECISION = {
  isMovable: true,
  isSpan: true,
  rowsBy: 'interval',
  onChoose: (interval) => openDecision(interval, null),
} as const satisfies Partial<Plot>;
