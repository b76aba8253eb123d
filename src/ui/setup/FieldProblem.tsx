import type { Field } from '#core/field.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** The problem of a field, in words. */
export function FieldProblem({
  path,
  label,
  field,
}: {
  readonly path: string;
  readonly label: string;
  readonly field?: Field | undefined;
}) {
  const problem = useLabState((state) => state.problems.find((each) => each.path === path));
  if (!problem) return null;
  return (
    <p role="alert" className={styles['problem']}>
      {problemWords(problem, label, field)}
    </p>
  );
}
