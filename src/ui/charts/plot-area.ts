import { niceTicks } from './fitness-points.ts';

/** Where values lie in a chart over generations. */
export interface PlotArea {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Last generation on the axis. */
  readonly last: number;
  /** Round values, from the lowest drawn to the highest. */
  readonly ticks: readonly number[];
  x(generation: number): number;
  y(value: number): number;
  /** The generation nearest to a horizontal position. */
  generationAt(x: number): number;
}

/** Generations that the axis has room for at the least, so that the first points do not fill it. */
const FEWEST = 5;

export function plotArea(
  { width, height }: { readonly width: number; readonly height: number },
  last: number,
  values: readonly number[],
): PlotArea {
  const [left, right, top, bottom] = [48, 14, 8, 24];
  const end = Math.max(FEWEST, last);
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const ticks = highest < lowest ? [0, 1] : niceTicks(lowest, highest, 4);
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number]; // there are always two
  const [across, down] = [width - left - right, height - top - bottom];
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    last: end,
    ticks,
    x: (generation) => left + (generation / end) * across,
    y: (value) => top + (1 - (value - low) / (high - low)) * down,
    generationAt: (x) => Math.min(last, Math.max(0, Math.round(((x - left) / across) * end))),
  };
}

type Point = readonly [x: number, y: number];

/** A line through points, as the `d` of a path. */
export const linePathOf = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** The area between two lines of equally many points. */
export function bandPath(upper: readonly Point[], lower: readonly Point[]): string {
  if (upper.length === 0) return '';
  return `${linePathOf(upper)}${linePathOf(lower.toReversed()).replace('M', 'L')}Z`;
}
