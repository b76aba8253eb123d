import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import setup from '../../setup/Setup.module.css';
import styles from './RowList.module.css';

/** Some of a seat's choices; one at least stays. */
export function Among({
  seat,
  among,
  onSet,
}: {
  readonly seat: SeatEntry;
  readonly among: readonly string[];
  readonly onSet: (among: readonly string[]) => void;
}) {
  return (
    <fieldset className={styles['seat']}>
      <legend title={seat.explanation}>{seat.label}</legend>
      <div className={setup['choices']}>
        {seat.choices.map((choice) => {
          const isIn = among.includes(choice.id);
          return (
            <label key={choice.id} title={choice.source}>
              <input
                type="checkbox"
                checked={isIn}
                disabled={isIn && among.length === 1}
                onChange={() =>
                  onSet(
                    seat.choices.flatMap(({ id }) =>
                      (id === choice.id ? !isIn : among.includes(id)) ? [id] : [],
                    ),
                  )
                }
              />
              {choice.label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
