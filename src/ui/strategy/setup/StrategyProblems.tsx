import { counted } from '#core/counted.ts';
import type { Problem } from '#core/problem.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { StrategyField } from '#core/strategy/strategy-fields.ts';
import { problemWords } from '#store/words/problem-words.ts';
import styles from '../../setup/Setup.module.css';
import { showField } from '../../setup/show-field.ts';
import { useStrategyState } from '../strategy-context.ts';

/** Problems named at most. */
const LISTED = 8;

/** Problems of the set-up, each with a link to its field. */
export function StrategyProblems({ fields }: { readonly fields: readonly StrategyField[] }) {
  const problems = useStrategyState((state) => state.problems);
  const draft = useStrategyState((state) => state.draft);
  if (problems.length === 0 || !draft) return null;
  return (
    <div className={styles['problems']} role="status">
      <p>
        {counted(problems.length, 'setting')} cannot stay as{' '}
        {problems.length === 1 ? 'it is' : 'they are'}:
      </p>
      <ul>
        {problems.slice(0, LISTED).map((problem, i) => {
          const field = fields.find(({ path }) => path === problem.path);
          const at = field?.path ?? rowField(problem);
          const words = problemWords(problem, field?.label ?? rowLabel(problem, draft), field);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be of one field.
            <li key={`${problem.path} ${i}`}>
              {at === null ? (
                words
              ) : (
                <button type="button" title={words} onClick={() => showField(at)}>
                  {field?.label ?? words}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {problems.length > LISTED && <p>And {problems.length - LISTED} more.</p>}
    </div>
  );
}

/** The row that a problem is in, as a field that can be shown: 'rows.2'. */
const rowField = ({ path }: Problem): string | null => /^rows\.\d+/.exec(path)?.[0] ?? null;

/** A row's problem by the row's name. */
function rowLabel({ path }: Problem, { rows }: StrategyConfig): string {
  const [, at] = /^rows\.(\d+)/.exec(path) ?? [];
  const name = at === undefined ? undefined : rows[Number(at)]?.name;
  return name ? `“${name}”` : path;
}
