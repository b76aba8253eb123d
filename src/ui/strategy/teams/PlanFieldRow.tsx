import { useId } from 'react';
import type { FieldValues } from '#core/field.ts';
import { valueAt } from '#core/plain-data.ts';
import { same } from '#store/set-up/configuration.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { FieldFrame } from '../../setup/FieldFrame.tsx';
import { RevertMark } from '../../setup/RevertDot.tsx';
import styles from '../../setup/Setup.module.css';
import { useTeams, useTeamsState } from './teams-context.ts';

type Row = FieldValues & {
  readonly path: string;
  readonly label: string;
  readonly explanation: string;
  readonly unit?: string;
};

/** A field of the plan with its words, and the way back to what plans usually have. */
export function PlanFieldRow({ field }: { readonly field: Row }) {
  const teams = useTeams();
  const id = useId();
  const { path, label, explanation } = field;
  const value = useTeamsState(({ draft }) => valueAt(draft, path));
  const usual = useTeamsState(({ offer }) => valueAt(offer?.usual, path));
  const problem = useTeamsState(({ problems }) => problems.find((each) => each.path === path));
  const set = (to: unknown) => teams.setFields({ [path]: to });
  return (
    <FieldFrame
      id={id}
      field={field}
      explanation={explanation}
      value={value}
      isWrong={problem !== undefined}
      head={
        !same(usual, value) && (
          <RevertMark label={label} initial={usual} onRevert={() => set(usual)} />
        )
      }
      words={
        problem && (
          <p role="alert" className={styles['problem']}>
            {problemWords(problem, label, field)}
          </p>
        )
      }
      onCommit={set}
    />
  );
}
