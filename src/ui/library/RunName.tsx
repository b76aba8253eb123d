import { useEffect, useRef } from 'react';
import { type RunRecord, titleOf } from '#store/library/run-record.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Library.module.css';

/** A field for a run's name. Enter keeps it, Escape leaves it as it was; an empty one brings back the first name. */
export function RunName({
  record,
  onRename,
  onClose,
}: {
  readonly record: RunRecord;
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.select(), []);
  return (
    <form
      className={styles['rename']}
      onSubmit={(event) => {
        event.preventDefault();
        onRename(ref.current?.value ?? '');
      }}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      <input
        ref={ref}
        aria-label="Name of the run"
        defaultValue={titleOf(record)}
        maxLength={120}
        autoComplete="off"
      />
      <Button type="submit" look="solid">
        Rename
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </form>
  );
}
