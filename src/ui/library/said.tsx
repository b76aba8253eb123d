import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { KeptItems } from '#store/library/kept-items.ts';
import type { Library } from '#store/library/library.ts';
import type { DamagedItem } from '#store/library/shelf.ts';
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

/** An item that can be put away: `putAway` resolves to false where a tab has it. */
interface Removable {
  readonly title: string;
  /** Words on a tab that has it, such as 'going on in a tab'. */
  readonly taken: string;
  putAway(): Promise<boolean>;
  restore(): Promise<void>;
  onGone(): void;
}

/** Puts an item of a list away; until the page is left it can be brought back. */
export function remove(attempt: Attempt, item: Removable): void {
  const undo = () => void attempt('Bringing it back', () => item.restore().then(() => null));
  void attempt('Deleting', async () => {
    const { title, taken } = item;
    if (!(await item.putAway()))
      return { tone: 'problem', text: `“${title}” is ${taken} and cannot be deleted now.` };
    item.onGone();
    const text = `“${title}” was deleted. Undo is possible until you leave this page.`;
    return { tone: 'information', text, undo };
  });
}

/** List of the library under its heading, with what was done last, and with items that cannot be read any more. */
export const KeptList = ({
  label,
  title,
  kind,
  said,
  say,
  attempt,
  damaged,
  onDelete,
  children,
}: ReturnType<typeof useSaid> & {
  readonly label: string;
  readonly title: string;
  /** Words for an item, such as 'A run'. */
  readonly kind: string;
  readonly damaged: readonly DamagedItem[];
  /** Deletes a damaged item for good. */
  readonly onDelete: (id: string) => Promise<void>;
  readonly children: ReactNode;
}) => (
  <section aria-label={label} className={styles['results']}>
    <h2>{title}</h2>
    <SaidLine said={said} onDismiss={() => say(null)} />
    {damaged.map(({ id, message }) => (
      <div key={id} className={styles['outcome']} data-tone="problem">
        <Icon name="warning" />
        <p className={styles['said']}>
          {kind} cannot be read any more: {message}.
        </p>
        <Button
          look="outlined"
          onClick={() => void attempt('Deleting', () => onDelete(id).then(() => null))}
        >
          Delete it
        </Button>
      </div>
    ))}
    <ul className={styles['runs']}>{children}</ul>
  </section>
);

/** Line above a list that tells what was done last. */
function SaidLine({
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

/** Frees what was put away here once this page is left; the returned function notes an item. `itemsOf` must stay the same. */
export function usePurge(
  itemsOf: (library: Library) => Pick<KeptItems<never>, 'purge'>,
): (id: string) => void {
  const library = useLibrary();
  const ids = useRef<string[]>([]);
  useEffect(
    () => () => {
      // Failing that, the next visit does it.
      if (ids.current.length > 0)
        itemsOf(library)
          .purge(0, ids.current)
          .catch(() => {});
    },
    [library, itemsOf],
  );
  return useCallback((id) => ids.current.push(id), []);
}
