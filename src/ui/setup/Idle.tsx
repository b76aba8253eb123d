import { type ReactNode, useId } from 'react';
import styles from './Setup.module.css';

/** Fields that may mean nothing as things are set up: then they are greyed, with the reason. */
export function Idle({
  reason,
  children,
}: {
  /** Null: they mean something. */
  readonly reason: string | null;
  readonly children: ReactNode;
}) {
  const id = useId();
  if (reason === null) return children;
  return (
    <>
      <p id={id} className={styles['idleReason']}>
        {reason}
      </p>
      <fieldset disabled aria-describedby={id} className={styles['idle']}>
        {children}
      </fieldset>
    </>
  );
}
