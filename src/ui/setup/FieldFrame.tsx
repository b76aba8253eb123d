import { type ReactNode, useState } from 'react';
import type { FieldValues } from '#core/field.ts';
import { Terms } from '../about/Term.tsx';
import { FieldInput } from './FieldInput.tsx';
import styles from './Setup.module.css';

/** A field's control with its words: label, unit, explanation on demand, and what is said of its value. */
export function FieldFrame({
  id,
  field,
  label = field.label,
  explanation,
  value,
  isWrong,
  head,
  tag,
  words,
  children,
  onCommit,
}: {
  /** Id of the control. */
  readonly id: string;
  readonly field: FieldValues & {
    readonly path: string;
    readonly label: string;
    readonly unit?: string;
  };
  readonly label?: string | undefined;
  readonly explanation: string;
  readonly value: unknown;
  readonly isWrong: boolean;
  /** After the label. */
  readonly head?: ReactNode;
  /** After the button that explains. */
  readonly tag?: ReactNode;
  /** Words on the value. */
  readonly words?: ReactNode;
  /** Below all. */
  readonly children?: ReactNode;
  readonly onCommit: (value: unknown) => void;
}) {
  const [explained, setExplained] = useState(false);
  return (
    <div className={styles['field']} data-field={field.path} data-kind={field.kind}>
      <div className={styles['fieldHead']}>
        <label htmlFor={id}>{label}</label>
        {head}
        <button
          type="button"
          className={styles['explain']}
          aria-expanded={explained}
          aria-label={`About ${label}`}
          onClick={() => setExplained(!explained)}
        >
          ?
        </button>
        {tag}
      </div>
      <div className={styles['fieldValue']}>
        <FieldInput
          id={id}
          field={field}
          value={value}
          invalid={isWrong}
          describedBy={`${id}-words`}
          onCommit={onCommit}
        />
        {field.unit && <span className={styles['unit']}>{field.unit}</span>}
      </div>
      <div id={`${id}-words`}>
        {explained && (
          <p className={styles['explanation']}>
            <Terms text={explanation} />
          </p>
        )}
        {words}
      </div>
      {children}
    </div>
  );
}
