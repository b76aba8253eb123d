import { useCallback, useEffect, useRef, useState } from 'react';
import type { Library } from '#store/library/library.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './Library.module.css';
import { useLibrary } from './library-context.ts';

/** Words on what was done last in a list, and the way back where there is one. */
export interface Said {
  readonly tone: 'problem' | 'information';
  readonly text: string;
  readonly undo?: () => void;
}

/** Resolves to whether it worked; says what went wrong, whatever it was. */
export type Attempt = (what: string, work: () => Promise<Said | null>) => Promise<boolean>;

/** Keeps what is said of a list, and tries what may fail. */
export function useSaid(): {
  readonly said: Said | null;
  readonly say: (said: Said | null) => void;
  readonly attempt: Attempt;
} {
  const [said, say] = useState<Said | null>(null);
  const attempt: Attempt = async (what, work) => {
    try {
      say(await work());
      return true;
    } catch (error) {
      say({ tone: 'problem', text: writeFailure(`${what} did not work`, error) });
      return false;
    }
  };
  return { said, say, attempt };
}

/** Line above a list that tells what was done last. */
export function SaidLine({
  said,
  onDismiss,
}: {
  readonly said: Said | null;
  readonly onDismiss: () => void;
}) {
  if (!said) return null;
  return (
    <div
      role={said.tone === 'problem' ? 'alert' : 'status'}
      className={styles['outcome']}
      data-tone={said.tone}
    >
      <Icon name={said.tone === 'problem' ? 'warning' : 'check'} />
      <p className={styles['said']}>{said.text}</p>
      {said.undo && (
        <Button look="outlined" onClick={said.undo}>
          Undo
        </Button>
      )}
      <Button square aria-label="Dismiss" onClick={onDismiss}>
        <Icon name="close" />
      </Button>
    </div>
  );
}

/** Line above a list on an item that cannot be read any more. */
export const DamagedLine = ({
  words,
  onDelete,
}: {
  readonly words: string;
  readonly onDelete: () => void;
}) => (
  <div className={styles['outcome']} data-tone="problem">
    <Icon name="warning" />
    <p className={styles['said']}>{words}</p>
    <Button look="outlined" onClick={onDelete}>
      Delete it
    </Button>
  </div>
);

/** Frees what was put away here once this page is left; the returned function notes an item. `purge` must stay the same. */
export function usePurge(
  purge: (library: Library, ms: number, ids: readonly string[]) => Promise<void>,
): (id: string) => void {
  const library = useLibrary();
  const ids = useRef<string[]>([]);
  useEffect(
    () => () => {
      // Failing that, the next visit does it.
      if (ids.current.length > 0) purge(library, 0, ids.current).catch(() => {});
    },
    [library, purge],
  );
  return useCallback((id) => ids.current.push(id), []);
}
