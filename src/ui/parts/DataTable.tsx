import styles from './DataTable.module.css';

export interface DataRow {
  readonly key: string;
  readonly cells: readonly string[];
  readonly selected?: boolean;
  /** Makes the first cell a button. */
  readonly onChoose?: () => void;
}

export function DataTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly DataRow[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles['scroll']} tabIndex={0} aria-label={caption}>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} aria-current={row.selected || undefined}>
              {row.cells.map((cell, i) => (
                <td key={head[i]}>
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
