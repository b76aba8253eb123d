import { type RefObject, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { counted } from '#core/counted.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent, StrategyStarted } from '#protocol/strategy-run-events.ts';
import type { ChartSettings } from '#store/chart-settings.ts';
import type { Provenance } from '#store/share/provenance.ts';
import { ChartView } from '../../charts/ChartView.tsx';
import { chartSettings, setChartSetting } from '../../charts/frame/use-chart-settings.ts';
import { usePointed } from '../pointed.ts';
import { useDrawn } from '../use-drawn.ts';
import { curvesOf } from './curves.ts';
import { INTERVAL_UNITS, intervalAxis, isIntervalUnit } from './interval-axis.ts';
import { type CurvesAsking, type StrategyChart, type StrategySource, windowOf } from './source.ts';

export interface StrategyChartsProps {
  /** Configuration of the run shown; null: there is none. */
  readonly config: StrategyConfig | null;
  /** Null: its images are not there yet. */
  readonly started: StrategyStarted | null;
  /** Intervals that are over, ascending. Give another list whenever one has come. */
  readonly intervals: readonly IntervalEvent[];
  readonly seats: readonly SeatEntry[];
  /** Way to ask about classes; absent where the page does not compute the run. */
  readonly asking?: CurvesAsking;
  /** Seed and settings of the run, for files of its numbers; null: there is none. */
  readonly run: Provenance | null;
  /** Says that something went wrong, as an export. */
  readonly onNotice: (text: string) => void;
}

/** Draws a chart of a strategy run at most every `drawMs`, pointed at together with all others. */
export function ShownChart({
  chart,
  panel: within,
  drawMs,
  narrow,
  leftOut = false,
  ofDecisions = false,
  config,
  started,
  intervals,
  seats,
  asking,
  run,
  onNotice,
}: StrategyChartsProps & {
  readonly chart: StrategyChart;
  readonly panel: RefObject<HTMLElement | null>;
  readonly drawMs: number;
  readonly narrow: boolean;
  /** Set when it is left out where there is nothing to see. */
  readonly leftOut?: boolean;
  /** Set when it is of the decisions for one row, which have settings of their own. */
  readonly ofDecisions?: boolean;
}) {
  const drawn = useDrawn(
    within,
    useMemo(() => ({ config, started, intervals }), [config, started, intervals]),
    drawMs,
  );
  const settings = useStore(chartSettings, useShallow(ofDecisions ? byDecisions : byRows));
  const at = usePointed(({ interval, held }) => (chart.isOfOne ? (interval ?? held) : null));
  const source = useMemo<StrategySource>(
    () => ({ ...drawn, seats, settings, at, narrow, ...(asking && { asking }) }),
    [drawn, seats, settings, at, narrow, asking],
  );
  const description = useMemo(() => chart.describe(source), [chart, source]);
  const unit = isIntervalUnit(settings.strategyAcross) ? settings.strategyAcross : 'updates';
  const axis = useMemo(() => intervalAxis(unit, drawn), [unit, drawn]);
  const { picture } = description;
  const end = 'otherAxis' in picture ? picture.otherAxis?.end : undefined;
  const window = useMemo(
    () => (end === undefined ? windowOf(drawn) : { first: 0.5, columns: end }),
    [drawn, end],
  );
  if (leftOut && description.empty !== null) return null;
  return (
    <ChartView
      id={`strategy-${chart.id}`}
      description={description}
      window={window}
      axis={axis}
      laidOutBy={{
        label: 'Laid out by',
        value: unit,
        options: INTERVAL_UNITS,
        onChange: (value) => setChartSetting('strategyAcross', value),
      }}
      about={aboutOf(drawn.config)}
      {...(run && { run })}
      whole={() => curvesOf(source)}
      notify={onNotice}
      inPanel
    />
  );
}

/** Names the run that is shown, as '8 rows · 480 updates · seed 1'. */
function aboutOf(config: StrategyConfig | null): string {
  if (!config) return 'no run yet';
  const { rows, training, seed } = config;
  return `${counted(rows.length, 'row')} · ${training.steps} updates · seed ${seed}`;
}

const NONE: readonly string[] = [];
const SHOWN = { tab: '', tables: NONE, strategyTab: '', strategyDecisions: '' };

/** The settings that charts of all rows are drawn by; a change of any other draws none of them again. */
const byRows = (settings: ChartSettings): ChartSettings => ({
  ...settings,
  ...SHOWN,
  strategySteered: '',
  strategySeat: '',
  strategyScope: '',
});

/** Settings that charts of decisions are drawn by, likewise. */
const byDecisions = (settings: ChartSettings): ChartSettings => ({
  ...settings,
  ...SHOWN,
  strategyMeasure: '',
  strategyLoss: '',
  strategyGradient: '',
  strategyClass: '',
  strategyClassFigure: '',
  strategyReward: '',
});
