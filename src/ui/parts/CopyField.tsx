import { useEffect, useRef } from 'react';
import styles from './CopyField.module.css';

/** A text to be copied by hand, selected as soon as it is there. */
export function CopyField({ label, text }: { readonly label: string; readonly text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is selected anew.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <textarea
      ref={field}
      readOnly
      rows={4}
      aria-label={label}
      value={text}
      className={styles['field']}
    />
  );
}
