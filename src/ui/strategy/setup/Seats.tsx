import { useId } from 'react';
import type { Lane, Seat, Steering } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf } from '#core/strategy/strategy-config.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { withChoice, withoutTurn, withTurn, withTurnMoved } from '#store/strategy/lanes.ts';
import { withRow } from '#store/strategy/rows.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { AmongSeats } from './Among.tsx';
import { NumberLine } from './NumberLine.tsx';
import { ProblemWords } from './ProblemWords.tsx';
import styles from './RowList.module.css';

type Drawn = Extract<Steering, { readonly kind: 'drawn' }>;
type Random = Extract<Steering, { readonly kind: 'random' }>;

const NONE = [] as const;
const useSeats = (): readonly SeatEntry[] =>
  useStrategyState(({ catalog }) => catalog?.seats ?? NONE);

/** Choices that a row trains under, seat by seat: one, or several in turn. */
export function DrawnSeats({ at, steering }: { readonly at: number; readonly steering: Drawn }) {
  const lab = useStrategy();
  const seats = useSeats();
  const intervals = useStrategyState(({ draft }) => (draft ? intervalsOf(draft.training) : 1));
  const set = (seat: Seat, lane: Lane) =>
    lab.change(`lane ${at} ${seat}`, (config) =>
      withRow(config, at, {
        steering: { ...steering, lanes: { ...steering.lanes, [seat]: lane } },
      }),
    );
  return seats.map((seat) => (
    <SeatLane
      key={seat.id}
      seat={seat}
      lane={steering.lanes[seat.id]}
      intervals={intervals}
      onSet={(lane) => set(seat.id, lane)}
    />
  ));
}

function SeatLane({
  seat,
  lane,
  intervals,
  onSet,
}: {
  readonly seat: SeatEntry;
  readonly lane: Lane;
  readonly intervals: number;
  readonly onSet: (lane: Lane) => void;
}) {
  const id = useId();
  const last = lane.at(-1);
  const canAdd = last !== undefined && last.from + 1 < intervals;
  const other = seat.choices.find((choice) => choice.id !== last?.choice && choice.isOffered);
  return (
    <fieldset className={styles['seat']}>
      <legend title={seat.explanation}>{seat.label}</legend>
      {lane.map((turn, index) => {
        const choice = seat.choices.find((each) => each.id === turn.choice);
        return (
          <div key={turn.from} className={styles['turn']}>
            {index > 0 && (
              <div className={styles['from']}>
                <label htmlFor={`${id}-${index}`}>from interval</label>
                <TextField
                  id={`${id}-${index}`}
                  text={String(turn.from + 1)}
                  invalid={false}
                  inputMode="numeric"
                  read={(text) => readNumber(text, true)}
                  onCommit={(to) => {
                    if (typeof to === 'number')
                      onSet(withTurnMoved(lane, index, Math.round(to) - 1, intervals));
                  }}
                />
                <Button
                  square
                  aria-label={`${seat.label}: take the switch at interval ${turn.from + 1} out`}
                  title="Take this switch out"
                  onClick={() => onSet(withoutTurn(lane, index))}
                >
                  <Icon name="close" />
                </Button>
              </div>
            )}
            <select
              className={setup['input']}
              aria-label={
                index === 0 ? seat.label : `${seat.label} from interval ${turn.from + 1} on`
              }
              value={turn.choice}
              onChange={(event) => onSet(withChoice(lane, index, event.target.value))}
            >
              {seat.choices.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.label}
                </option>
              ))}
            </select>
            {choice && <p className={styles['source']}>{choice.source}</p>}
          </div>
        );
      })}
      {canAdd && other && (
        <Button
          onClick={() => onSet(withTurn(lane, Math.floor((last.from + intervals) / 2), other.id))}
        >
          <Icon name="plus" /> Switch later
        </Button>
      )}
    </fieldset>
  );
}

/** Among what a row's choices are drawn, and how often. */
export function RandomSeats({ at, steering }: { readonly at: number; readonly steering: Random }) {
  const lab = useStrategy();
  const id = useId();
  const problem = useStrategyState(({ problems }) =>
    problems.find(({ path }) => path.startsWith(`rows.${at}.steering`)),
  );
  const set = (part: Partial<Random>) =>
    lab.change(`random ${at}`, (config) =>
      withRow(config, at, { steering: { ...steering, ...part } }),
    );
  return (
    <>
      <NumberLine
        label="Drawn anew every … intervals"
        value={steering.every}
        invalid={problem !== undefined}
        describedBy={id}
        onSet={(every) => set({ every })}
      />
      <div id={id}>
        <ProblemWords problem={problem} />
      </div>
      <AmongSeats among={steering.among} onSet={(among) => set({ among })} />
    </>
  );
}
