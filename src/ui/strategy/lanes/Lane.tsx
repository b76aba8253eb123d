import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { withoutTurn, withTurnMoved } from '#store/strategy/lanes.ts';
import { withRow } from '#store/strategy/rows.ts';
import { steeringWords } from '#store/strategy/steering-words.ts';
import { openDecision } from '../decisions/opened.ts';
import { INTERVAL_CURSOR } from '../pointed.ts';
import { useStrategy } from '../strategy-context.ts';
import { choiceColour } from './choice-colours.ts';
import { LongLane } from './LongLane.tsx';
import type { LanePlace } from './lane-place.ts';
import { choiceLabel, type LanePiece, piecesOf, pieceWords } from './lane-view.ts';
import styles from './Rows.module.css';

/** A lane of more pieces is one control: each would be too narrow to be hit, and all take long to draw. */
const MOST_PIECES = 60;

/** A seat's choices over the intervals, each a button that says what it is, or where something can be changed. */
export function Lane({
  row,
  at,
  seat,
  total,
  intervals,
  isFirst,
  onPlace,
  onWords,
}: {
  readonly row: StrategyRow;
  readonly at: number;
  readonly seat: SeatEntry;
  readonly total: number;
  readonly intervals: readonly IntervalEvent[];
  /** True when Tab leads here. */
  readonly isFirst: boolean;
  readonly onPlace: ((place: LanePlace | null) => void) | null;
  readonly onWords: (words: string) => void;
}) {
  const lab = useStrategy();
  const lane = useRef<HTMLDivElement>(null);
  const pieces = piecesOf(row, at, seat.id, intervals, total);
  const { steering } = row;
  const turns = steering.kind === 'drawn' ? steering.lanes[seat.id] : [];
  const turnAt = (from: number) => turns.findIndex((turn) => turn.from === from);

  const set = (next: typeof turns) =>
    lab.change(`lane ${at} ${seat.id}`, (config) => {
      const steers = config.rows[at]?.steering;
      if (steers?.kind !== 'drawn') return config;
      return withRow(config, at, {
        steering: { ...steers, lanes: { ...steers.lanes, [seat.id]: next } },
      });
    });
  const intervalUnder = ({ clientX }: { readonly clientX: number }) => {
    const box = lane.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const share = (clientX - box.left) / box.width;
    return Math.max(0, Math.min(total - 1, Math.floor(share * total)));
  };
  /** Words on what a press does: where the choice is drawn it changes it; where a team decided, it tells why. */
  const pressOf = ({ from, isPast }: LanePiece) => {
    const canOpen = steering.kind === 'team' && isPast;
    if (!onPlace && !canOpen) return null;
    return (event: React.MouseEvent) => {
      // A press by the keyboard has no place of its own.
      const interval = event.detail === 0 ? from : intervalUnder(event);
      if (onPlace) onPlace({ row: at, seat: seat.id, interval });
      else openDecision(interval, seat.id, at);
    };
  };
  const onKeyDown = (event: KeyboardEvent, { from }: LanePiece) => {
    const turn = turnAt(from);
    if (!onPlace || turn < 0) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && by) set(withTurnMoved(turns, turn, from + by, total));
    else if (event.key === 'Delete' || event.key === 'Backspace') set(withoutTurn(turns, turn));
    else return;
    event.preventDefault();
  };
  if (pieces.length > MOST_PIECES)
    return (
      <LongLane
        row={row}
        at={at}
        seat={seat}
        total={total}
        pieces={pieces}
        isFirst={isFirst}
        onWords={onWords}
      />
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls that are filled in.
    <div
      ref={lane}
      role="group"
      aria-label={`${seat.label} of ${row.name}`}
      data-lane={`${at} ${seat.id}`}
      className={styles['lane']}
      onPointerMove={(event) => INTERVAL_CURSOR.point(intervalUnder(event))}
      onPointerLeave={() => {
        INTERVAL_CURSOR.point(null);
        onWords('');
      }}
    >
      {pieces.map((piece, i) => (
        <Piece
          key={piece.from}
          piece={piece}
          seat={seat}
          total={total}
          tabbed={isFirst && i === 0}
          undecided={steeringWords(steering)}
          onSay={() => onWords(`${row.name} · ${pieceWords(seat, piece)}`)}
          onPress={pressOf(piece)}
          onKeyDown={(event) => onKeyDown(event, piece)}
        />
      ))}
      {onPlace &&
        pieces.slice(1).map(({ from }) => (
          <span
            key={from}
            aria-hidden="true"
            className={styles['handle']}
            style={{ left: `${(from / total) * 100}%` }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event: PointerEvent<HTMLElement>) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
              const to = Math.round(intervalUnder(event));
              if (to !== from) set(withTurnMoved(turns, turnAt(from), to, total));
            }}
          />
        ))}
    </div>
  );
}

function Piece({
  piece,
  seat,
  total,
  tabbed,
  undecided,
  onSay,
  onPress,
  onKeyDown,
}: {
  readonly piece: LanePiece;
  readonly seat: SeatEntry;
  readonly total: number;
  readonly tabbed: boolean;
  /** Name of the one who will decide. */
  readonly undecided: string;
  readonly onSay: () => void;
  /** Null: it cannot be changed. */
  readonly onPress: ((event: React.MouseEvent) => void) | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { from, to, choice, isPast } = piece;
  const index = seat.choices.findIndex(({ id }) => id === choice);
  const label = choiceLabel(seat, choice);
  return (
    <button
      type="button"
      data-piece={from}
      tabIndex={tabbed ? 0 : -1}
      aria-label={pieceWords(seat, piece)}
      aria-disabled={onPress === null}
      data-past={isPast}
      data-random={choice === null}
      className={styles['piece']}
      style={
        {
          left: `${(from / total) * 100}%`,
          width: `${((to - from) / total) * 100}%`,
          '--fill': choiceColour(Math.max(0, index)),
        } as CSSProperties
      }
      onFocus={onSay}
      onPointerEnter={onSay}
      onClick={onPress ?? undefined}
      onKeyDown={onKeyDown}
    >
      <span>{choice === null ? undecided : label}</span>
    </button>
  );
}
