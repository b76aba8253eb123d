import type { SeatOptions } from '#core/strategy/options.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import setup from '../../setup/Setup.module.css';
import { useStrategyState } from '../strategy-context.ts';
import styles from './RowList.module.css';

const NONE = [] as const;

/** Some choices of every seat. */
export function AmongSeats({
  among,
  onSet,
}: {
  readonly among: SeatOptions;
  readonly onSet: (among: SeatOptions) => void;
}) {
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  return seats.map((seat) => (
    <Among
      key={seat.id}
      seat={seat}
      among={among[seat.id]}
      onSet={(chosen) => onSet({ ...among, [seat.id]: chosen })}
    />
  ));
}

/** Some of a seat's choices; one at least stays. */
function Among({
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
