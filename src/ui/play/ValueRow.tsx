import type { GamePicture } from '#protocol/messages.ts';
import { valueWords } from '#store/play/game.ts';
import styles from './Game.module.css';

/** Values that an agent expected of each column in its last decision; the column that it chose stands out. */
export function ValueRow({ decision }: { readonly decision: GamePicture | null }) {
  if (!decision?.values) return <p className={styles['hint']}>It has not moved yet.</p>;
  return (
    <div>
      <ol className={styles['values']} aria-label="What it expected of each column">
        {decision.values.map((value, column) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={column}
            data-chosen={column === decision.choice || undefined}
          >
            <span className="visually-hidden">Column {column + 1}: </span>
            {valueWords(value)}
          </li>
        ))}
      </ol>
      <p className={styles['hint']}>
        Before its last move: near 1 it expects to win, near −1 to lose.
      </p>
    </div>
  );
}
