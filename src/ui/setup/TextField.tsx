import { useState } from 'react';
import styles from './Setup.module.css';

/** Characters of what nobody means to type. */
const LONGEST = 200;

/** Text that is committed on Enter or on leaving; Escape takes back what was typed. */
export function TextField<T>({
  id,
  name,
  className = styles['input'],
  text,
  invalid,
  describedBy,
  inputMode,
  read,
  onCommit,
}: {
  readonly id?: string;
  /** Name, where no label names it. */
  readonly name?: string;
  readonly className?: string | undefined;
  readonly text: string;
  readonly invalid: boolean;
  readonly describedBy?: string | undefined;
  readonly inputMode: 'numeric' | 'decimal' | 'text';
  readonly read: (text: string) => T;
  readonly onCommit: (value: T) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed !== text) onCommit(read(typed));
    setTyped(null);
  };
  return (
    <input
      id={id}
      type="text"
      inputMode={inputMode}
      autoComplete="off"
      spellCheck={false}
      maxLength={LONGEST}
      className={className}
      value={typed ?? text}
      aria-label={name}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

/** The keypad on which a number can be typed: those of digits have no minus. */
export const keypad = ({
  kind,
  lowest,
}: {
  readonly kind: 'integer' | 'real';
  readonly lowest: number;
}) => (lowest < 0 ? 'text' : kind === 'integer' ? 'numeric' : 'decimal');
