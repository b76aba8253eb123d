import { useState } from 'react';
import type { Field } from '#core/field.ts';
import { activationWord } from '#store/mutation-words.ts';
import styles from './Setup.module.css';

interface FieldInputProps {
  readonly id: string;
  readonly field: Field;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly describedBy?: string;
  readonly onCommit: (value: unknown) => void;
}

/** The control that fits a field's kind. */
export function FieldInput(props: FieldInputProps) {
  const { id, field, value, invalid, describedBy, onCommit } = props;
  const described = { 'aria-invalid': invalid, 'aria-describedby': describedBy };
  switch (field.kind) {
    case 'integer':
    case 'real':
      return (
        <TextField
          {...props}
          text={String(value ?? '')}
          inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
          read={readNumber}
        />
      );
    case 'integers':
      return (
        <TextField
          {...props}
          text={Array.isArray(value) ? value.join(', ') : String(value ?? '')}
          inputMode="text"
          read={(text) =>
            text
              .split(/[\s,;]+/)
              .filter(Boolean)
              .map(readNumber)
          }
        />
      );
    case 'boolean':
      return (
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={value === true}
          className={styles['switch']}
          checked={value === true}
          {...described}
          onChange={(event) => onCommit(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <select
          id={id}
          className={styles['input']}
          value={String(value)}
          {...described}
          onChange={(event) => onCommit(event.target.value)}
        >
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {activationWord(choice.label)}
            </option>
          ))}
        </select>
      );
    case 'choices': {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
      return (
        <fieldset id={id} className={styles['choices']} aria-label={field.label} {...described}>
          {field.choices.map((choice) => (
            <label key={choice.value}>
              <input
                type="checkbox"
                checked={chosen.includes(choice.value)}
                onChange={(event) =>
                  onCommit(
                    field.choices
                      .map((other) => other.value)
                      .filter((other) =>
                        other === choice.value ? event.target.checked : chosen.includes(other),
                      ),
                  )
                }
              />
              {activationWord(choice.label)}
            </label>
          ))}
        </fieldset>
      );
    }
    default:
      return field satisfies never;
  }
}

/** Committed on Enter or on leaving; Escape takes back what was typed. */
function TextField({
  id,
  text,
  invalid,
  describedBy,
  inputMode,
  read,
  onCommit,
}: FieldInputProps & {
  readonly text: string;
  readonly inputMode: 'numeric' | 'decimal' | 'text';
  readonly read: (text: string) => unknown;
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
      className={styles['input']}
      value={typed ?? text}
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

/** The number that was typed, or the text itself, for the parser to judge. */
export function readNumber(text: string): number | string {
  const trimmed = text.trim().replace(/^−/, '-');
  const value = Number(trimmed);
  return trimmed === '' || Number.isNaN(value) ? text : value;
}
