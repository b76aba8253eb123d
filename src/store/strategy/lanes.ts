import type { Lane, Turn } from '#core/strategy/seats.ts';

/** Changes of what is drawn on a lane. A turn to what already holds is none, so lanes never have it. */

/** Adds a turn: from an interval on a choice holds, up to the turn that comes after. */
export const withTurn = (lane: Lane, from: number, choice: string): Lane =>
  joined([...lane.filter((turn) => turn.from !== from), { from, choice }]);

/** Another choice from a turn on. */
export const withChoice = (lane: Lane, index: number, choice: string): Lane =>
  joined(lane.map((turn, at) => (at === index ? { ...turn, choice } : turn)));

/** A turn begins elsewhere, between its neighbours; the first stays at the beginning. */
export function withTurnMoved(lane: Lane, index: number, to: number, intervals: number): Lane {
  const [before, after] = [lane[index - 1], lane[index + 1]];
  if (!before) return lane;
  const from = Math.max(before.from + 1, Math.min((after?.from ?? intervals) - 1, to));
  return lane.map((turn, at) => (at === index ? { ...turn, from } : turn));
}

/** Removes a turn: the one before it goes on, or, where it was the first, the next one begins at once. */
export function withoutTurn(lane: Lane, index: number): Lane {
  if (lane.length < 2) return lane;
  return joined(lane.filter((_, at) => at !== index));
}

function joined(turns: readonly Turn[]): Lane {
  const ordered = [...turns].sort((a, b) => a.from - b.from);
  const first = ordered.map((turn, at) => (at === 0 ? { ...turn, from: 0 } : turn));
  return first.filter((turn, at) => turn.choice !== first[at - 1]?.choice);
}

/** A turn with where it ends, for drawing. */
export interface Span extends Turn {
  /** The interval after its last. */
  readonly to: number;
}

/** A lane as spans within so many intervals. */
export const spansOf = (lane: Lane, intervals: number): readonly Span[] =>
  lane.flatMap((turn, at) => {
    const to = Math.min(intervals, lane[at + 1]?.from ?? intervals);
    return turn.from < to ? [{ ...turn, to }] : [];
  });

/** Makes a lane of the choices of interval after interval; empty where there were none. */
export const laneOf = (chosen: readonly string[]): Lane =>
  joined(chosen.map((choice, from) => ({ from, choice })));
