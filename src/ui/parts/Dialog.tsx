import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import { Icon } from './Icon.tsx';

/**
 * A dialog over the page. Escape and its button close it; the focus then goes back to where it was. It begins at what
 * has the attribute `data-focus-first`, or else at the button that closes.
 */
export function Dialog({
  title,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-focus-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={ref}
      className={[styles['dialog'], wide ? styles['wide'] : ''].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onClose={onClose}
    >
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        <Button square aria-label="Close" onClick={() => ref.current?.close()}>
          <Icon name="close" />
        </Button>
      </div>
      {children}
    </dialog>
  );
}
