import { useLayoutEffect, useRef, useState } from 'react';
import { LONGEST_NOTES } from '#archive/run-record.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Library.module.css';

/** A field for the notes to a run. Escape leaves them as they were; it stays until they are on the disk. */
export function NotesField({
  notes,
  onKeep,
  onClose,
}: {
  readonly notes: string;
  /** Resolves to whether they are kept; says why, where they are not. */
  readonly onKeep: (notes: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [writing, setWriting] = useState(false);
  useLayoutEffect(() => ref.current?.focus(), []);
  const keep = async () => {
    setWriting(true);
    if (await onKeep(ref.current?.value ?? '')) onClose();
    else setWriting(false);
  };
  return (
    <form
      className={styles['notesForm']}
      aria-busy={writing}
      onSubmit={(event) => {
        event.preventDefault();
        if (!writing) void keep();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <textarea
        ref={ref}
        aria-label="Notes to the run"
        rows={3}
        defaultValue={notes}
        maxLength={LONGEST_NOTES}
        readOnly={writing}
      />
      <Button type="submit" look="solid">
        Keep the notes
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </form>
  );
}
