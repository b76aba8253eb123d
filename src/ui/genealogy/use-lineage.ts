import { useMemo, useState } from 'react';
import { descent, isOnDescent } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';

/** A lineage that is followed, and the cell on it that is selected. */
export interface Lineage {
  readonly cell: Cell;
  /** Cell at which it ends; an agent selected before of which the selected one is an ancestor, or that one itself. */
  readonly end: Cell;
  /** Slots from the founder to the end, one per generation. */
  readonly path: Int32Array;
}

interface Followed {
  readonly history: History;
  readonly end: Cell;
}

/**
 * The lineage of the selected agent. Going back to an ancestor stays on the lineage that led there, so that one can
 * return.
 */
export function useLineage(
  history: History | null,
  cell: Cell | null,
  isFollowingBest: boolean,
): Lineage | null {
  const [followed, setFollowed] = useState<Followed | null>(null);
  const isKept =
    followed !== null &&
    followed.history === history &&
    cell !== null &&
    followed.end.generation < history.generations &&
    (isFollowingBest ? isSame(followed.end, cell) : isOnDescent(history, followed.end, cell));
  if (!isKept && history && cell) setFollowed({ history, end: cell });
  const end = isKept ? followed.end : cell;
  const path = useMemo(
    () => (history && end ? descent(history, end.generation, end.slot) : null),
    [history, end],
  );
  return cell && end && path && { cell, end, path };
}

const isSame = (a: Cell, b: Cell) => a.generation === b.generation && a.slot === b.slot;
