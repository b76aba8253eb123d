import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './NameField.module.css';

/**
 * A field for another name of something that is kept. Enter keeps the name, Escape leaves it as it was. The field stays
 * until the name is on the disk, and with what was typed if it could not be written.
 */
export function NameField({
  label,
  name,
  longest,
  onRename,
  onClose,
}: {
  readonly label: string;
  readonly name: string;
  /** Characters. */
  readonly longest: number;
  /** Resolves to whether the name is kept; says why, where it is not. */
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const ref = useRef<HTMLInputElement>(null);
  const [writing, setWriting] = useState(false);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const input = ref.current;
    input?.focus();
    input?.select();
    return () => {
      // back to where the keyboard came from, unless it has gone elsewhere
      if (before instanceof HTMLElement && input?.form?.contains(document.activeElement))
        before.focus();
    };
  }, []);
  const rename = async (typed: string) => {
    setWriting(true);
    const isKept = await onRename(typed);
    if (isKept) onClose();
    else setWriting(false);
  };
  return (
    <form
      className={styles['name']}
      aria-busy={writing}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = (ref.current?.value ?? '').trim();
        if (typed === name) onClose();
        else if (!writing) void rename(typed);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={ref}
        aria-label={label}
        defaultValue={name}
        maxLength={longest}
        readOnly={writing}
        autoComplete="off"
      />
      <Button type="submit" look="solid">
        Rename
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </form>
  );
}
