import type { GamePicture } from '#protocol/messages.ts';
import { appraisalWords } from '#store/play/game.ts';
import styles from './Game.module.css';

/** Values or chances that an agent gave each column in its last decision; the column that it chose stands out. */
export function ValueRow({ decision }: { readonly decision: GamePicture | null }) {
  if (!decision?.appraisal) return <p className={styles['hint']}>It has not moved yet.</p>;
  const { values, areChances } = decision.appraisal;
  return (
    <div>
      <ol
        className={styles['values']}
        aria-label={
          areChances ? 'How likely it was to take each column' : 'What it expected of each column'
        }
      >
        {values.map((value, column) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={column}
            data-chosen={column === decision.choice || undefined}
          >
            <span className="visually-hidden">Column {column + 1}: </span>
            {appraisalWords(value, areChances)}
          </li>
        ))}
      </ol>
      <p className={styles['hint']}>
        Before its last move:{' '}
        {areChances
          ? 'it takes the likeliest column.'
          : 'near 1 it expects to win, near −1 to lose.'}
      </p>
    </div>
  );
}
