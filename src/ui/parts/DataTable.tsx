import styles from './DataTable.module.css';

export interface DataRow {
  readonly key: string;
  readonly cells: readonly string[];
  readonly selected?: boolean;
  /** Makes the first cell a button. */
  readonly onChoose?: () => void;
}

/** Matches a number such as '12,400', '−0.5', '3e-4' or '12 %': its column is set flush right. */
const NUMBER = /^[−+±×]?\d[\d.,]*(e-?\d+)?( %)?$/;
/** Rows that are looked at for numbers. */
const LOOKED_AT = 20;

export function DataTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly DataRow[];
}) {
  const isNumeric = head.map(
    (_, i) => i > 0 && rows.slice(0, LOOKED_AT).some(({ cells }) => NUMBER.test(cells[i] ?? '')),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles['scroll']} tabIndex={0} aria-label={caption}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name, i) => (
              <th key={name} scope="col" data-numeric={isNumeric[i]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} aria-current={row.selected || undefined}>
              {row.cells.map((cell, i) => (
                <td key={head[i]} data-numeric={isNumeric[i]}>
                  {i === 0 && row.onChoose ? (
                    <button type="button" className={styles['choose']} onClick={row.onChoose}>
                      {cell}
                    </button>
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
