import styles from './Compare.module.css';
import { MOST_COMPARED } from './compared-ids.ts';

/** Something that can be compared: a box to put it in and take it out, its letter, and its words. */
export function PickedRow({
  id,
  chosen,
  letter,
  title,
  words,
  onChange,
}: {
  readonly id: string;
  /** Ids of all that is compared. */
  readonly chosen: readonly string[];
  /** Letter of the configuration that it belongs to; '' if it is not compared. */
  readonly letter: string;
  readonly title: string;
  readonly words: string;
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const isChosen = chosen.includes(id);
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!isChosen && chosen.length >= MOST_COMPARED}
          onChange={() =>
            onChange(isChosen ? chosen.filter((each) => each !== id) : [...chosen, id])
          }
        />
        <span className={styles['letter']} aria-hidden="true">
          {letter}
        </span>
        <span>
          <strong>{title}</strong>
          <small>{words}</small>
        </span>
      </label>
    </li>
  );
}
