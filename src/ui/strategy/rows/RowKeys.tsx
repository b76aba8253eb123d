import { chooseRow, rowListeners, usePointed } from '../pointed.ts';
import { RowMark } from './RowMark.tsx';
import styles from './Rows.module.css';

/** Key to the lines. Pointing at a row makes it stand out everywhere; pressing keeps it so. */
export function RowKeys({
  names,
  rows = names.map((_, row) => row),
}: {
  readonly names: readonly string[];
  /** Rows that there are lines of; all where it is missing. */
  readonly rows?: readonly number[];
}) {
  const chosen = usePointed((pointed) => pointed.chosen);
  return rows.map((row) => (
    <button
      key={row}
      type="button"
      data-export="yes"
      aria-pressed={chosen === row}
      title={chosen === row ? 'Let it go' : 'Keep it standing out'}
      className={styles['key']}
      {...rowListeners(row)}
      onClick={() => chooseRow(row)}
    >
      <RowMark row={row} />
      <i>
        {row + 1} {names[row]}
      </i>
    </button>
  ));
}
