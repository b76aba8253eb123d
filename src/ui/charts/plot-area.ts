import { niceTicks } from './fitness-points.ts';

/** Generations on the axis that all charts over time share. */
export interface TimeWindow {
  readonly first: number;
  readonly columns: number;
}

/** Places of generations, and of points between them, on an axis, and the generations at a place of it. */
export interface Places {
  of(generation: number): number;
  at(place: number): number;
}

/** Places of values in a chart over generations. By default they lie as in the genealogy, column by column. */
export interface PlotArea {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly window: TimeWindow;
  /** CSS pixels per generation, in the mean. */
  readonly columnWidth: number;
  /** Ends of the axis, in its unit. */
  readonly low: number;
  readonly high: number;
  /** Round values, from the lowest drawn to the highest. */
  readonly ticks: readonly number[];
  /** Centre of a generation's column, or its place on another axis. */
  x(generation: number): number;
  y(value: number): number;
  /** The generation, in parts too, at a horizontal position, kept within the plot. */
  across(x: number): number;
  /** The generation at a horizontal position, or the nearest on the axis. */
  generationAt(x: number): number;
  valueAt(y: number): number;
}

/** Room around a plot, px. */
export interface Margin {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for labels; left and right as in the genealogy. */
export const MARGIN: Margin = { left: 48, right: 12, top: 22, bottom: 36 };

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Extent of some values, from the least to the greatest; values that are not finite are left out. */
export function extentOf(values: Iterable<number>): Extent | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : null;
}

const evenTicks = (low: number, high: number) => niceTicks(low, high, 4);

export function plotArea(
  { width, height }: { readonly width: number; readonly height: number },
  window: TimeWindow,
  extent: Extent | null,
  margin: Margin = MARGIN,
  places: Places = { of: (generation) => generation, at: (place) => place },
  ticksOf: (low: number, high: number) => readonly number[] = evenTicks,
): PlotArea {
  const { left, right, top, bottom } = margin;
  const ticks = extent ? ticksOf(extent.low, extent.high) : [0, 1];
  const [low, high] = [ticks[0] as number, ticks.at(-1) as number]; // there are always two
  const plotWidth = Math.max(0, width - left - right);
  const [from, to] = [window.first - 0.5, window.first + window.columns - 0.5].map(places.of) as [
    number,
    number,
  ];
  const across = (x: number) => {
    const share = (Math.max(left, Math.min(width - right, x)) - left) / Math.max(1, plotWidth);
    return places.at(from + share * (to - from));
  };
  const down = Math.max(0, height - top - bottom);
  const last = Math.ceil(window.first + window.columns) - 1;
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    window,
    columnWidth: plotWidth / window.columns,
    low: from,
    high: to,
    ticks,
    x: (generation) => left + ((places.of(generation) - from) / (to - from)) * plotWidth,
    y: (value) => top + (1 - (value - low) / (high - low)) * down,
    across,
    generationAt: (x) =>
      Math.min(last, Math.max(0, Math.floor(window.first), Math.floor(across(x) + 0.5))),
    valueAt: (y) => low + (1 - (y - top) / down) * (high - low),
  };
}

type Point = readonly [x: number, y: number];

/** A line through points, as the `d` of a path. */
export const linePathOf = (points: readonly Point[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
