import { createContext, type ReactNode, use, useId } from 'react';
import { SETTING_CONTROLS } from '#protocol/controls.ts';
import { accessTo } from '#store/lab/access.ts';
import styles from './Access.module.css';
import { useLabState } from './lab-context.ts';

/** Reason why something cannot be changed. */
const REASON = 'Locked by the link.';

/** Context that tells whether something around is locked, and has said so. */
const LockedContext = createContext(false);

/**
 * A part of the page that a link may hide or lock. A locked part is shown and cannot be changed: every form control
 * inside is disabled, and handles take no pointer and no key. The reason is for screen readers and on hovering;
 * {@link LockedNote} says it to all, once.
 */
export function Access({
  names,
  children,
}: {
  /** The control's name, or a field's group and path. */
  readonly names: readonly string[];
  readonly children: ReactNode;
}) {
  const id = useId();
  const isSaid = use(LockedContext);
  const access = useLabState((state) => accessTo(state, ...names));
  if (access === 'hidden') return null;
  if (access === 'open' || isSaid) return children;
  return (
    <fieldset disabled aria-describedby={id} className={styles['locked']} title={REASON}>
      <p id={id} className="visually-hidden">
        {REASON}
      </p>
      <LockedContext value={true}>{children}</LockedContext>
    </fieldset>
  );
}

/** Says once what the greyed settings are. */
export function LockedNote() {
  const isLocked = useLabState((state) =>
    SETTING_CONTROLS.some(({ name }) => accessTo(state, name) === 'locked'),
  );
  return (
    isLocked && <p className={styles['reason']}>The greyed settings are locked by the link.</p>
  );
}
