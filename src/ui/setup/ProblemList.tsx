import { counted } from '#core/counted.ts';
import styles from './Setup.module.css';
import { showField } from './show-field.ts';

/** Problems named at most. */
const LISTED = 8;

export interface ListedProblem {
  readonly path: string;
  readonly words: string;
  /** Name of the link to its field; it is the words where no field has a name. */
  readonly label: string;
  /** Path of the field that the link shows; null: there is none to show. */
  readonly field: string | null;
}

/** Problems of a set-up, each with a link to its field; nothing where there are none. */
export function ProblemList({ problems }: { readonly problems: readonly ListedProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div className={styles['problems']} role="status">
      <p>
        {counted(problems.length, 'setting')} cannot stay as{' '}
        {problems.length === 1 ? 'it is' : 'they are'}:
      </p>
      <ul>
        {problems.slice(0, LISTED).map(({ path, words, label, field }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be of one field.
          <li key={`${path} ${i}`}>
            {field === null ? (
              words
            ) : (
              <button type="button" title={words} onClick={() => showField(field)}>
                {label}
              </button>
            )}
          </li>
        ))}
      </ul>
      {problems.length > LISTED && <p>And {problems.length - LISTED} more.</p>}
    </div>
  );
}
