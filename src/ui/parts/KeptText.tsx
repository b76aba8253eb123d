import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './KeptText.module.css';

/**
 * A field for another name of something that is kept, or for the notes to it. Escape leaves the text as it was, as does
 * an unchanged one; of one line, Enter keeps it. The field stays until the text is on the disk, and with what was typed
 * if it could not be written; then the keyboard is back where it came from.
 */
export function KeptText({
  label,
  text,
  longest,
  lines = 1,
  verb,
  onKeep,
  onClose,
}: {
  readonly label: string;
  readonly text: string;
  /** Characters. */
  readonly longest: number;
  readonly lines?: number;
  /** On the button that keeps it. */
  readonly verb: string;
  /** Resolves to whether the text is kept; says why, where it is not. */
  readonly onKeep: (text: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const ref = useRef<HTMLInputElement | HTMLTextAreaElement>(null);
  const [writing, setWriting] = useState(false);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const field = ref.current;
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
    return () => {
      // back to where the keyboard came from, unless it has gone elsewhere
      if (before instanceof HTMLElement && field?.form?.contains(document.activeElement))
        before.focus();
    };
  }, []);
  const keep = async (typed: string) => {
    setWriting(true);
    const isKept = await onKeep(typed);
    if (isKept) onClose();
    else setWriting(false);
  };
  const shared = {
    'aria-label': label,
    defaultValue: text,
    maxLength: longest,
    readOnly: writing,
  };
  return (
    <form
      className={styles['form']}
      aria-busy={writing}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = (ref.current?.value ?? '').trim();
        if (typed === text) onClose();
        else if (!writing) void keep(typed);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {lines === 1 ? (
        <input ref={ref as RefObject<HTMLInputElement>} autoComplete="off" {...shared} />
      ) : (
        <textarea ref={ref as RefObject<HTMLTextAreaElement>} rows={lines} {...shared} />
      )}
      <Button type="submit" look="solid">
        {verb}
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </form>
  );
}
