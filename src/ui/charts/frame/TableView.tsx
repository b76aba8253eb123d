import { shortNumber } from '#store/words/mutation-words.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useRunView } from '../../shell/lab-context.ts';
import styles from './ChartFrame.module.css';
import type { ChartTable } from './chart-table.ts';

/** Rows that a table shows; more are not read and cost time. The file has them all. */
const MOST = 500;

export function TableView({ table }: { readonly table: ChartTable }) {
  const lab = useRunView();
  const { caption, head, rows, counts = [] } = table;
  const isCount = head.map((name) => counts.includes(name));
  return (
    <div className={styles['table']}>
      <DataTable
        caption={caption}
        head={head}
        rows={rows.slice(0, MOST).map(({ key, cells, agent, selected }) => ({
          key,
          ...(selected !== undefined && { selected }),
          ...(agent && { onChoose: () => lab.select(agent) }),
          cells: cells.map((cell, i) =>
            typeof cell === 'number' ? numberIn(cell, isCount[i] === true) : cell,
          ),
        }))}
      />
      {rows.length === 0 && <p className={styles['note']}>Nothing to list yet.</p>}
      {rows.length > MOST && (
        <p className={styles['note']}>
          The first {MOST} of {rows.length.toLocaleString('en-US')} rows. The CSV file has them all.
        </p>
      )}
    </div>
  );
}

/** Counts are told to the last digit, measures in few. */
const numberIn = (value: number, isCount: boolean): string =>
  isCount && Number.isFinite(value) ? value.toLocaleString('en-US') : shortNumber(value);
