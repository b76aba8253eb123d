import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { problemWords } from '#store/words/problem-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';
import { showField } from './show-field.ts';

/** Fields named at most. */
const LISTED = 8;

/** Problems of the set-up, each with a link to its field. */
export function Problems({ fields }: { readonly fields: readonly Field[] }) {
  const problems = useLabState((state) => state.problems);
  if (problems.length === 0) return null;
  return (
    <div className={styles['problems']} role="status">
      <p>
        {counted(problems.length, 'setting')} cannot stay as{' '}
        {problems.length === 1 ? 'it is' : 'they are'}:
      </p>
      <ul>
        {problems.slice(0, LISTED).map((problem, i) => {
          const field = fields.find(({ path }) => path === problem.path);
          const label = field?.label ?? problem.path;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be of one field.
            <li key={`${problem.path} ${i}`}>
              {field ? (
                <button
                  type="button"
                  title={problemWords(problem, label, field)}
                  onClick={() => showField(problem.path)}
                >
                  {label}
                </button>
              ) : (
                problemWords(problem, label)
              )}
            </li>
          );
        })}
      </ul>
      {problems.length > LISTED && <p>And {problems.length - LISTED} more.</p>}
    </div>
  );
}
