import { useId, useState } from 'react';
import type { Field } from '#core/field.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { fieldValue } from '#store/set-up/configuration.ts';
import { overwritesEvolved } from '#store/set-up/overwriting.ts';
import { Terms } from '../about/Term.tsx';
import { Access } from '../shell/Access.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { FieldInput } from './FieldInput.tsx';
import { FieldProblem } from './FieldProblem.tsx';
import { MovedWords } from './MovedWords.tsx';
import { Overwriting } from './Overwriting.tsx';
import { RevertDot } from './RevertDot.tsx';
import styles from './Setup.module.css';
import { useCommit } from './use-commit.ts';
import { useOverwriting } from './use-overwriting.ts';

/** A field with its words: label, unit, tag, way back, explanation on demand, and what is wrong with it. */
export function FieldRow({
  field,
  label = field.label,
}: {
  readonly field: Field;
  readonly label?: string;
}) {
  const id = useId();
  const [explained, setExplained] = useState(false);
  const { commit, moved } = useCommit();
  const { held, set, forget } = useOverwriting(field, commit);
  const overwrites = useLabState((state) => overwritesEvolved(state, field));
  const value = useLabState((state) => state.draft && fieldValue(state.draft, field));
  const wrong = useLabState((state) => state.problems.some(({ path }) => path === field.path));
  const reachesRun = useLabState(
    (state) => field.live && isUnderWay(state.status) && isRunsForm(state),
  );
  return (
    <Access names={[field.group, field.path]}>
      <div className={styles['field']} data-field={field.path} data-kind={field.kind}>
        <div className={styles['fieldHead']}>
          <label htmlFor={id}>{label}</label>
          <RevertDot field={field} label={label} onRevert={set} />
          <button
            type="button"
            className={styles['explain']}
            aria-expanded={explained}
            aria-label={`About ${label}`}
            onClick={() => setExplained(!explained)}
          >
            ?
          </button>
          {reachesRun && (
            <span
              className={styles['tag']}
              title="Changes the run that goes on, from its next step"
            >
              live
            </span>
          )}
        </div>
        <div className={styles['fieldValue']}>
          <FieldInput
            id={id}
            field={field}
            value={held?.value ?? value}
            invalid={wrong}
            describedBy={`${id}-words`}
            onCommit={set}
          />
          {field.unit && <span className={styles['unit']}>{field.unit}</span>}
        </div>
        <div id={`${id}-words`}>
          {explained && (
            <p className={styles['explanation']}>
              <Terms
                text={`${field.explanation}${reachesRun ? ' A change reaches the run that goes on, from its next step.' : ''}`}
              />
            </p>
          )}
          <FieldProblem path={field.path} label={label} field={field} />
          <MovedWords moved={moved} isFinal={overwrites} />
        </div>
        <Overwriting id={id} field={field} held={held} onSet={commit} onDone={forget} />
      </div>
    </Access>
  );
}
