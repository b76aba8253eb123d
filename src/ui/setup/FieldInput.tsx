import type { FieldValues } from '#core/field.ts';
import { readNumber, readWholeNumbers } from '#store/set-up/typed-number.ts';
import styles from './Setup.module.css';
import { keypad, TextField } from './TextField.tsx';

interface FieldInputProps {
  readonly id: string;
  readonly field: FieldValues & { readonly label: string };
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
          inputMode={keypad({ kind: field.kind, lowest: field.lowest })}
          read={(text) => readNumber(text, field.kind === 'integer')}
        />
      );
    case 'integers':
      return (
        <TextField
          {...props}
          text={Array.isArray(value) ? value.join(' → ') : String(value ?? '')}
          inputMode="text"
          read={readWholeNumbers}
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
              {choice.label}
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
              {choice.label}
            </label>
          ))}
        </fieldset>
      );
    }
    default:
      return field satisfies never;
  }
}
