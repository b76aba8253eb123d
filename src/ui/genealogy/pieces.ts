import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import type { TreeScale } from './scale.ts';

/** Some generations in a row that are drawn together. */
interface Piece {
  readonly from: number;
  readonly to: number;
  /** Changes when the piece must be drawn again. */
  readonly stamp: number;
}

const LENGTH = 50; // generations
const SETTLED = -1;

/**
 * Generations from `first` on as far as they are seen, in pieces. The common trunk of all survivors never changes again,
 * so that a new generation costs the pieces at the run's end only.
 */
export function piecesOf(
  history: History,
  version: number,
  scale: TreeScale,
  first = scale.from,
): Piece[] {
  const { trunkEnd } = survivorsOf(history);
  const end = Math.min(scale.to + 1, history.generations - 1);
  const pieces: Piece[] = [];
  for (let from = Math.floor(first / LENGTH) * LENGTH; from <= end; from += LENGTH) {
    const to = from + LENGTH - 1;
    pieces.push({ from, to: Math.min(to, end), stamp: to <= trunkEnd ? SETTLED : version });
  }
  return pieces;
}
