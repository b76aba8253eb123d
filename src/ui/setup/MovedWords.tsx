import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';
import { isStanding, type Moved } from './use-commit.ts';

/** Says what moved along with a field, and takes it back. */
export function MovedWords({
  moved,
  isFinal = false,
}: {
  readonly moved: Moved | null;
  /** Set when it has reached agents, and cannot be taken back. */
  readonly isFinal?: boolean;
}) {
  const lab = useLab();
  const standing = useLabState(
    ({ draft }) => moved !== null && draft !== null && isStanding(draft, moved),
  );
  if (!moved || !standing) return null;
  return (
    <p role="status" className={styles['moved']}>
      So that they fit together: {moved.words.join('; ')}.{' '}
      {!isFinal && (
        <button type="button" onClick={() => lab.setFields(moved.before)}>
          Undo
        </button>
      )}
    </p>
  );
}
