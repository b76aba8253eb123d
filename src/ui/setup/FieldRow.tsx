import { useId, useState } from 'react';
import type { Field } from '#core/field.ts';
import { fieldValue } from '#store/configuration.ts';
import { Terms } from '../about/Term.tsx';
import { Access } from '../shell/Access.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import { FieldInput } from './FieldInput.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';

/** A field with its words: label, unit, tag, way back, explanation on demand, and what is wrong with it. */
export function FieldRow({
  field,
  label = field.label,
}: {
  readonly field: Field;
  readonly label?: string;
}) {
  const lab = useLab();
  const id = useId();
  const [explained, setExplained] = useState(false);
  const value = useLabState((state) => state.draft && fieldValue(state.draft, field));
  const wrong = useLabState((state) => state.problems.some(({ path }) => path === field.path));
  return (
    <Access names={[field.path]}>
      <div className={styles['field']}>
        <div className={styles['fieldHead']}>
          <label htmlFor={id}>{label}</label>
          <RevertDot field={field} label={label} />
          <button
            type="button"
            className={styles['explain']}
            aria-expanded={explained}
            aria-label={`About ${label}`}
            onClick={() => setExplained(!explained)}
          >
            ?
          </button>
          <span
            className={styles['tag']}
            title={
              field.live
                ? 'Takes effect in the running run'
                : 'Takes effect when the run starts again'
            }
          >
            {field.live ? 'live' : 'needs restart'}
          </span>
        </div>
        <div className={styles['fieldValue']}>
          <FieldInput
            id={id}
            field={field}
            value={value}
            invalid={wrong}
            describedBy={`${id}-words`}
            onCommit={(next) => lab.setFields({ [field.path]: next })}
          />
          {field.unit && <span className={styles['unit']}>{field.unit}</span>}
        </div>
        <div id={`${id}-words`}>
          {explained && (
            <p className={styles['explanation']}>
              <Terms text={field.explanation} />
            </p>
          )}
          <FieldProblem path={field.path} label={label} />
        </div>
      </div>
    </Access>
  );
}

/** What is wrong with a field, in the parser's words. */
export function FieldProblem({ path, label }: { readonly path: string; readonly label: string }) {
  const message = useLabState(
    (state) => state.problems.find((problem) => problem.path === path)?.message,
  );
  if (message === undefined) return null;
  const words = message.startsWith(path) ? label + message.slice(path.length) : message;
  return (
    <p role="alert" className={styles['problem']}>
      {words}
    </p>
  );
}
