import { useId } from 'react';
import type { Field } from '#core/field.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { fieldValue } from '#store/set-up/configuration.ts';
import { overwritesEvolved } from '#store/set-up/overwriting.ts';
import { Access } from '../shell/Access.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { FieldFrame } from './FieldFrame.tsx';
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
      <FieldFrame
        id={id}
        field={field}
        label={label}
        explanation={`${field.explanation}${reachesRun ? ' A change reaches the run that goes on, from its next step.' : ''}`}
        value={held?.value ?? value}
        isWrong={wrong}
        head={<RevertDot field={field} label={label} onRevert={set} />}
        tag={
          reachesRun && (
            <span
              className={styles['tag']}
              title="Changes the run that goes on, from its next step"
            >
              live
            </span>
          )
        }
        words={
          <>
            <FieldProblem path={field.path} label={label} field={field} />
            <MovedWords moved={moved} isFinal={overwrites} />
          </>
        }
        onCommit={set}
      >
        <Overwriting id={id} field={field} held={held} onSet={commit} onDone={forget} />
      </FieldFrame>
    </Access>
  );
}
