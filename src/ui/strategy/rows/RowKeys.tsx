import { chooseRow, rowListeners, usePointed } from '../pointed.ts';
import { RowMark } from './RowMark.tsx';
import styles from './Rows.module.css';

/** What each line stands for. Pointing at a row makes it stand out everywhere; pressing keeps it so. */
export function RowKeys({ names }: { readonly names: readonly string[] }) {
  const chosen = usePointed((pointed) => pointed.chosen);
  return names.map((name, row) => (
    <button
      key={name}
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
        {row + 1} {name}
      </i>
    </button>
  ));
}
