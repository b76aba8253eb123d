import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';

/**
 * A layout in which the common trunk runs level in the middle, since its way up and down means nothing. In each
 * generation, what lies above the survivors' mean row is fitted into the upper half and what lies below it into the
 * lower: the order of rows stays. In the last generation everyone is a survivor, so there nothing moves.
 */
export interface Straightening {
  /** Share of the height, for a share of the rows; both in [0, 1]. */
  share(rows: number, generation: number): number;
  /** The inverse. */
  unshare(height: number, generation: number): number;
}

export function straighten(history: History): Straightening {
  const survivors = survivorsOf(history);
  const centre = (generation: number) => {
    const g = Math.min(Math.max(0, generation), history.generations - 1);
    return g < 0 ? 0.5 : (survivors.centre(g) + 0.5) / history.size(g);
  };
  return {
    share: (rows, generation) => bend(rows, centre(generation), 0.5),
    unshare: (height, generation) => bend(height, 0.5, centre(generation)),
  };
}

/** The line through (0, 0), (from, to) and (1, 1). */
function bend(value: number, from: number, to: number): number {
  return value <= from ? (value * to) / from : 1 - ((1 - value) * (1 - to)) / (1 - from);
}
