import type { ReactNode, Ref } from 'react';
import styles from './Titled.module.css';

/**
 * A text with more to say than it has room for: `title` comes to a pointer that rests on it, to the keyboard, and to a
 * press; {@link TitleHints} shows it.
 */
export function Titled({
  title,
  className = '',
  ref,
  children,
}: {
  readonly title: string;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}) {
  return (
    <button
      ref={ref}
      type="button"
      title={title}
      data-titled=""
      className={`${styles['titled']} ${className}`}
    >
      {children}
    </button>
  );
}
