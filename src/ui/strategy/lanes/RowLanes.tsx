import { memo } from 'react';
import { percent } from '#core/percent.ts';
import { choiceAt } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { searchedWords } from '#store/strategy/search-words.ts';
import { steeringWords } from '#store/strategy/steering-words.ts';
import { chooseRow, rowListeners, usePointed } from '../pointed.ts';
import { RowMark } from '../rows/RowMark.tsx';
import { Lane } from './Lane.tsx';
import type { LanePlace } from './lane-place.ts';
import { standingWords } from './lane-view.ts';
import { PlaceEditor } from './PlaceEditor.tsx';
import styles from './Rows.module.css';

/** A classifier: its name, its four lanes over the intervals, and its figures so far. */
export const RowLanes = memo(function RowLanes({
  row,
  at,
  seats,
  total,
  intervals,
  isOver,
  place,
  onPlace,
  onWords,
}: {
  readonly row: StrategyRow;
  readonly at: number;
  readonly seats: readonly SeatEntry[];
  readonly total: number;
  readonly intervals: readonly IntervalEvent[];
  readonly isOver: boolean;
  /** Place on this row's lanes where something is being changed; null: nowhere. */
  readonly place: LanePlace | null;
  /** Null: lanes cannot be changed. */
  readonly onPlace: ((place: LanePlace | null) => void) | null;
  readonly onWords: (words: string) => void;
}) {
  const chosen = usePointed((pointed) => pointed.chosen === at);
  const last = intervals.at(-1)?.rows[at];
  const isDrawn = row.steering.kind === 'drawn';
  const edited = place && seats.find(({ id }) => id === place.seat);
  return (
    <section aria-label={row.name} className={styles['row']} {...rowListeners(at)}>
      <div className={styles['who']}>
        <button
          type="button"
          className={styles['name']}
          aria-pressed={chosen}
          title={chosen ? 'Let it go' : 'Keep it standing out in the charts'}
          onClick={() => chooseRow(at)}
        >
          <RowMark row={at} />
          <span>
            {at + 1} {row.name}
          </span>
        </button>
        <p className={styles['figures']}>
          {last ? (
            <>
              <span title="Mean average precision on the validation images, by the fast average of the weights">
                mAP <b>{percent(last.validation.mAP)}</b>
              </span>
              <span title="Mean average precision of the rarest classes">
                tail <b>{percent(last.validation.tail)}</b>
              </span>
              {last.searched && (
                <span title={searchedWords(last.searched)}>trial {last.searched.trial + 1}</span>
              )}
              {last.diverged && <span data-standing="diverged">{standingWords(last, isOver)}</span>}
            </>
          ) : (
            <span>{steeringWords(row.steering)}</span>
          )}
        </p>
      </div>
      <div className={styles['lanes']}>
        {seats.map((seat) => (
          <Lane
            key={seat.id}
            row={row}
            at={at}
            seat={seat}
            total={total}
            intervals={intervals}
            isFirst={at === 0 && seat === seats[0]}
            onPlace={isDrawn ? onPlace : null}
            onWords={onWords}
          />
        ))}
        <span className={styles['cursor']} aria-hidden="true" />
      </div>
      {place && edited && onPlace && row.steering.kind === 'drawn' && (
        <PlaceEditor
          key={place.seat}
          row={row.name}
          at={at}
          steering={row.steering}
          seat={edited}
          place={place}
          total={total}
          choice={choiceAt(row.steering.lanes[place.seat], place.interval)}
          onPlace={onPlace}
        />
      )}
    </section>
  );
});
