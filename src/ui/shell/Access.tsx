import { type ReactNode, useId } from 'react';
import { accessTo } from '#store/lab/access.ts';
import styles from './Access.module.css';
import { useLabState } from './lab-context.ts';

/** Why something cannot be changed. */
const REASON = 'Locked by the link.';

/**
 * A part of the page that a link may hide or lock. What is locked is shown and cannot be changed: every form control
 * inside is disabled, and what is dragged takes no pointer and no key.
 */
export function Access({
  names,
  quiet = false,
  children,
}: {
  /** The control's name, or a field's group and path. */
  readonly names: readonly string[];
  /** The reason is for screen readers and on hovering only: there is no room for it. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  const access = useLabState((state) => accessTo(state, ...names));
  if (access === 'hidden') return null;
  if (access === 'open') return children;
  return (
    <fieldset disabled aria-describedby={id} className={styles['locked']} title={REASON}>
      <p id={id} className={quiet ? 'visually-hidden' : styles['reason']}>
        {REASON}
      </p>
      {children}
    </fieldset>
  );
}
