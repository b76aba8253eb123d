import { shortNumber } from '#store/words/mutation-words.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useLab } from '../../shell/lab-context.ts';
import styles from './ChartFrame.module.css';
import type { ChartTable } from './chart-table.ts';

/** Rows that a table shows; more are not read and cost time. The file has them all. */
const MOST = 500;

export function TableView({ table }: { readonly table: ChartTable }) {
  const lab = useLab();
  const { caption, head, rows } = table;
  return (
    <div className={styles['table']}>
      <DataTable
        caption={caption}
        head={head}
        rows={rows.slice(0, MOST).map(({ cells, agent, ...row }) => ({
          ...row,
          ...(agent && { onChoose: () => lab.select(agent) }),
          cells: cells.map((cell, i) =>
            typeof cell === 'number' ? numberIn(cell, head[i]) : cell,
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

/** Counters are told to the last digit, measures in few. */
function numberIn(value: number, head = ''): string {
  const isCounter = Number.isInteger(value) && /generation|agent|steps|seed|n$/i.test(head);
  return isCounter ? value.toLocaleString('en-US') : shortNumber(value);
}
