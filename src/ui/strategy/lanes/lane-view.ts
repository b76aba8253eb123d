import type { RowInterval, SearchedInterval } from '#core/strategy/figures.ts';
import { handAt } from '#core/strategy/hand.ts';
import { choiceAt, type Lane, type Seat } from '#core/strategy/seats.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyRow } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent } from '#protocol/strategy-run-events.ts';
import { laneOf, type Span, spansOf } from '#store/strategy/lanes.ts';
import { tookWords } from '#store/strategy/search-words.ts';

/** A piece of a lane as it is drawn. */
export interface LanePiece extends Omit<Span, 'choice'> {
  /** Null: it is not decided yet. */
  readonly choice: string | null;
  /** True when it has been trained under; else it is what comes. */
  readonly isPast: boolean;
  /** Source of the row's weights, where a search gave it others; absent: it went on. */
  readonly took?: SearchedInterval['took'];
}

/** A seat's lane of a row: the choices of past intervals, and those known of intervals to come. */
export function piecesOf(
  { steering, hand }: StrategyRow,
  row: number,
  seat: Seat,
  intervals: readonly IntervalEvent[],
  total: number,
): readonly LanePiece[] {
  const chosen = intervals.flatMap(({ rows }) => rows[row]?.choices[seat] ?? []);
  const done = chosen.length;
  const tookAt = (interval: number) => intervals[interval]?.rows[row]?.searched?.took;
  const past = spansOf(laneOf(chosen), done)
    .flatMap((span) => cut(span, (interval) => tookAt(interval) !== undefined))
    .map((span): LanePiece => {
      const took = tookAt(span.from);
      return { ...span, isPast: true, ...(took !== undefined && { took }) };
    });
  if (done >= total) return past;
  if (hand?.[seat]) {
    const own = (at: number) =>
      steering.kind === 'drawn' ? choiceAt(steering.lanes[seat], at) : UNDECIDED;
    const lane = laneOf(
      Array.from({ length: total }, (_, at) => handAt(hand, seat, at) ?? own(at)),
    );
    return [...past, ...coming(lane, done, total)];
  }
  if (steering.kind !== 'drawn')
    return [...past, { from: done, to: total, choice: null, isPast: false }];
  return [...past, ...coming(steering.lanes[seat], done, total)];
}

/** A span in pieces, a new one from each interval on in which something begins. */
function cut(span: Span, begins: (interval: number) => boolean): readonly Span[] {
  const pieces: Span[] = [];
  for (let { from } = span, to = from + 1; to <= span.to; to++) {
    if (to < span.to && !begins(to)) continue;
    pieces.push({ ...span, from, to });
    from = to;
  }
  return pieces;
}

/** Stands in a lane for what is not decided yet. */
const UNDECIDED = '';

/** Returns the pieces of a lane that are still to come. */
const coming = (lane: Lane, done: number, total: number): readonly LanePiece[] =>
  spansOf(lane, total)
    .filter(({ to }) => to > done)
    .map(({ choice, ...span }) => ({
      ...span,
      from: Math.max(span.from, done),
      choice: choice === UNDECIDED ? null : choice,
      isPast: false,
    }));

/** 'interval 3' or 'intervals 3 to 8'. */
const intervalWords = ({ from, to }: Pick<LanePiece, 'from' | 'to'>): string =>
  to - from === 1 ? `interval ${from + 1}` : `intervals ${from + 1} to ${to}`;

export const choiceLabel = (seat: SeatEntry, choice: string | null): string =>
  choice === null
    ? 'not decided yet'
    : (seat.choices.find(({ id }) => id === choice)?.label ?? choice);

/** Says a piece in words, for the eye under the rows and for a screen reader. */
export function pieceWords(seat: SeatEntry, piece: LanePiece): string {
  const source = seat.choices.find(({ id }) => id === piece.choice)?.source;
  const what = `${seat.label}, ${intervalWords(piece)}: ${choiceLabel(seat, piece.choice)}`;
  const took = tookWords(piece.took);
  const why = source === undefined ? what : `${what} (${source})`;
  return took === '' ? why : `${why}; ${took}`;
}

/** Says how a row stands, in a word or two. */
export function standingWords(last: RowInterval | undefined, isOver: boolean): string {
  if (last?.diverged) return 'diverged';
  return isOver ? 'done' : last ? 'training' : 'not begun';
}
