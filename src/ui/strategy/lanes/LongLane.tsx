import { type KeyboardEvent, useRef, useState } from 'react';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import { openDecision } from '../decisions/opened.ts';
import { INTERVAL_CURSOR } from '../pointed.ts';
import { choiceColour } from './choice-colours.ts';
import { type LanePiece, pieceWords } from './lane-view.ts';
import styles from './Rows.module.css';

/** A lane of many short choices, drawn as one picture: the arrow keys go from choice to choice, and each is said. */
export function LongLane({
  row,
  at,
  seat,
  total,
  pieces,
  isFirst,
  onWords,
}: {
  readonly row: StrategyRow;
  readonly at: number;
  readonly seat: SeatEntry;
  readonly total: number;
  readonly pieces: readonly LanePiece[];
  /** True when Tab leads here. */
  readonly isFirst: boolean;
  readonly onWords: (words: string) => void;
}) {
  const lane = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState(0);
  const piece = pieces[Math.min(index, pieces.length - 1)];
  if (!piece) return null;
  const say = (of: LanePiece | undefined) => {
    if (of) onWords(`${row.name} · ${pieceWords(seat, of)}`);
  };
  const intervalUnder = ({ clientX }: { readonly clientX: number }): number | null => {
    const box = lane.current?.getBoundingClientRect();
    if (!box || box.width === 0) return null;
    return Math.floor(((clientX - box.left) / box.width) * total);
  };
  const go = (to: number) => {
    const next = Math.max(0, Math.min(pieces.length - 1, to));
    setIndex(next);
    say(pieces[next]);
    INTERVAL_CURSOR.point(pieces[next]?.from ?? null);
  };
  const open = (interval: number) => {
    const over = pieces.find(({ from, to }) => from <= interval && interval < to);
    if (row.steering.kind === 'team' && over?.isPast) openDecision(interval, seat.id, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(piece.from);
    const to = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      Home: 0,
      End: pieces.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(to);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls that are filled in.
    <div
      ref={lane}
      role="group"
      aria-label={`${seat.label} of ${row.name}`}
      data-lane={`${at} ${seat.id}`}
      className={styles['lane']}
      onPointerMove={(event) => {
        const interval = intervalUnder(event);
        if (interval === null) return;
        INTERVAL_CURSOR.point(interval);
        say(pieces.find(({ from, to }) => from <= interval && interval < to));
      }}
      onPointerLeave={() => {
        INTERVAL_CURSOR.point(null);
        onWords('');
      }}
    >
      <div
        role="slider"
        tabIndex={isFirst ? 0 : -1}
        data-piece={piece.from}
        aria-label={`${seat.label} of ${row.name}, by interval`}
        aria-valuemin={1}
        aria-valuemax={total}
        aria-valuenow={piece.from + 1}
        aria-valuetext={pieceWords(seat, piece)}
        className={styles['piece']}
        style={{ left: 0, width: '100%', background: bandsOf(pieces, seat, total) }}
        onFocus={() => say(piece)}
        onClick={(event) => {
          const interval = intervalUnder(event);
          if (interval !== null) open(interval);
        }}
        onBlur={() => INTERVAL_CURSOR.point(null)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** All pieces side by side, as one background. */
function bandsOf(pieces: readonly LanePiece[], seat: SeatEntry, total: number): string {
  const stops = pieces.map(({ from, to, choice }) => {
    const index = seat.choices.findIndex(({ id }) => id === choice);
    const colour = choice === null ? 'var(--surface-sunken)' : choiceColour(Math.max(0, index));
    return `${colour} ${(from / total) * 100}% ${(to / total) * 100}%`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
