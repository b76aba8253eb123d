import type { MeanPoint } from './mean-curve.ts';

/** End of a line, and where it first has its highest value. */
export interface Reach {
  readonly last: MeanPoint;
  readonly highest: MeanPoint;
}

/** Null for a line of no points, or of none that has a value. */
export function reachOf(points: readonly MeanPoint[]): Reach | null {
  const last = points.findLast(({ mean }) => !Number.isNaN(mean));
  if (!last) return null;
  const highest = points.reduce((best, point) => (point.mean > best.mean ? point : best), last);
  return { last, highest: points.find(({ mean }) => mean === highest.mean) ?? highest };
}
