import type { ReactNode } from 'react';
import styles from './Panel.module.css';

/** A titled section of the page. */
export function Panel({
  title,
  aside,
  children,
  className,
}: {
  readonly title: string;
  /** Controls at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}) {
  return (
    <section aria-label={title} className={[styles['panel'], className].filter(Boolean).join(' ')}>
      <header className={styles['header']}>
        <h2 className={styles['title']}>{title}</h2>
        <div className={styles['aside']}>{aside}</div>
      </header>
      {children}
    </section>
  );
}
