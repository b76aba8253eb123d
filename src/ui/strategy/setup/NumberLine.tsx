import { useId } from 'react';
import { readNumber } from '#store/set-up/typed-number.ts';
import { TextField } from '../../setup/TextField.tsx';
import styles from './RowList.module.css';

/** A whole number to be typed. A text that is no number stays until it is corrected: the parser reports it. */
export function NumberLine({
  label,
  value,
  invalid,
  describedBy,
  onSet,
}: {
  readonly label: string;
  readonly value: number;
  readonly invalid: boolean;
  /** Id of the words about it. */
  readonly describedBy?: string;
  readonly onSet: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className={styles['line']}>
      <label htmlFor={id}>{label}</label>
      <TextField
        id={id}
        text={String(value)}
        invalid={invalid}
        {...(describedBy !== undefined && { describedBy })}
        inputMode="numeric"
        read={(text) => readNumber(text, true)}
        onCommit={(typed) => onSet(typed as number)}
      />
    </div>
  );
}
