import type { RowInterval } from '#core/strategy/figures.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { ClassCurves, CurvesQuestion } from '#protocol/strategy-images.ts';
import type { IntervalEvent, StrategyStarted } from '#protocol/strategy-run-events.ts';
import type { ChartSettings } from '#store/chart-settings.ts';
import type { Chart } from '../../charts/chart.ts';
import type { TimeWindow } from '../../charts/plot-area.ts';

/** Data that the charts of a strategy run are described from. */
export interface StrategySource {
  /** Configuration of the run shown; null: there is none. */
  readonly config: StrategyConfig | null;
  /** Null: its images are not there yet. */
  readonly started: StrategyStarted | null;
  /** Intervals that are over, ascending. */
  readonly intervals: readonly IntervalEvent[];
  readonly seats: readonly SeatEntry[];
  readonly settings: ChartSettings;
  /** The interval looked at in charts of one; null: the last. */
  readonly at: number | null;
  /** Way to ask about classes; absent where the page does not compute the run. */
  readonly asking?: CurvesAsking;
  /** True when there is room for a phone's screen only. */
  readonly narrow: boolean;
}

/** Asking the engine how the rows told a class at every threshold. */
export interface CurvesAsking {
  /** The last answer; null: there is none. */
  readonly answer: ClassCurves | null;
  readonly ask: (question: CurvesQuestion) => void;
}

export interface StrategyChart extends Chart<StrategySource> {
  /** Set when it shows one interval, the one that is pointed at. */
  readonly isOfOne?: true;
  /** Tells whether it is there for a run; for all where it is missing. */
  readonly isOf?: (config: StrategyConfig) => boolean;
}

export const FIRST_INTERVAL = 'The first point comes with the first validation.';

/** Names of the rows, from the first. */
export const namesOf = ({ config }: StrategySource): readonly string[] =>
  config?.rows.map(({ name }) => name) ?? [];

/** All intervals that a run is planned to have; a few before it is known. */
export function windowOf({ config }: Pick<StrategySource, 'config'>): TimeWindow {
  // From where the first interval begins to where the last ends.
  return { first: -0.5, columns: config ? intervalsOf(config.training) : 20 };
}

export const intervalAt = (
  intervals: readonly IntervalEvent[],
  interval: number,
): IntervalEvent | undefined =>
  // Mostly it is where it would be had no interval been left out.
  intervals[interval]?.interval === interval
    ? intervals[interval]
    : intervals.find((each) => each.interval === interval);

/** The interval that charts of one interval show. */
export const shownInterval = ({ intervals, at }: StrategySource): IntervalEvent | undefined =>
  (at === null ? undefined : intervalAt(intervals, at)) ?? intervals.at(-1);

/** Rows from the greatest figure to the least; those without one are left out. */
export const rankedRows = (
  rows: readonly RowInterval[],
  figure: (row: RowInterval) => number | null,
): readonly { readonly row: number; readonly value: number }[] =>
  rows
    .flatMap((each, row) => {
      const value = figure(each);
      return value === null || Number.isNaN(value) || each.diverged ? [] : [{ row, value }];
    })
    .sort((a, b) => b.value - a.value);
