import { type CSSProperties, type RefObject, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { counted } from '#core/counted.ts';
import type { SeatEntry } from '#core/strategy/strategy-catalog.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { IntervalEvent, StrategyStarted } from '#protocol/strategy-messages.ts';
import type { Provenance } from '#store/share/provenance.ts';
import charts from '../../charts/Charts.module.css';
import { ChartTabs } from '../../charts/ChartTabs.tsx';
import { ChartView } from '../../charts/ChartView.tsx';
import {
  chartSettings,
  setChartSetting,
  useChartSetting,
} from '../../charts/frame/use-chart-settings.ts';
import panel from '../../parts/Panel.module.css';
import { useMedia, useOnPaper } from '../../parts/use-media.ts';
import { usePointed } from '../pointed.ts';
import { useDrawn } from '../use-drawn.ts';
import { curvesOf } from './curves.ts';
import { INTERVAL_UNITS, intervalAxis, isIntervalUnit } from './interval-axis.ts';
import { LOSSES } from './losses.tsx';
import { MEASURE } from './measure.tsx';
import styles from './StrategyCharts.module.css';
import { type StrategyChart, type StrategySource, windowOf } from './source.ts';
import { STRATEGY_CHARTS } from './strategy-charts.ts';

/** Charts are drawn at most so often, ms; not all at once. */
const [FIRST_MS, OTHERS_MS] = [500, 620];

export interface StrategyChartsProps {
  /** Of the run shown; null: there is none. */
  readonly config: StrategyConfig | null;
  /** Null: its images are not there yet. */
  readonly started: StrategyStarted | null;
  /** Those that are over, ascending. Give another list whenever one has come. */
  readonly intervals: readonly IntervalEvent[];
  readonly seats: readonly SeatEntry[];
  /** Seed and settings of the run, for files of its numbers; null: there is none. */
  readonly run: Provenance | null;
  /** Says that something went wrong, as an export. */
  readonly onNotice: (text: string) => void;
}

/**
 * All charts of a strategy run: its mAP beside one of the others, or one at a time where there is little room, or on paper
 * all below each other.
 */
export function StrategyCharts(props: StrategyChartsProps) {
  const ref = useRef<HTMLElement>(null);
  const narrow = useMedia('(max-width: 599px)');
  const tab = useChartSetting('strategyTab');
  const { config } = props;
  const there = STRATEGY_CHARTS.filter(({ isOf }) => !isOf || (config && isOf(config)));
  const tabs = narrow ? there : there.filter((each) => each !== MEASURE);
  const chosen = tabs.find(({ id }) => id === tab) ?? (narrow ? MEASURE : LOSSES);
  const standingOut = useStandingOut(config?.rows.length ?? 0);
  // On paper one lies below the other.
  if (useOnPaper())
    return (
      <section
        ref={ref}
        aria-label="Charts"
        className={`${panel['panel']} ${charts['printed']}`}
        style={standingOut}
      >
        {there.map((chart) => (
          <Shown
            key={chart.id}
            {...props}
            chart={chart}
            panel={ref}
            drawMs={FIRST_MS}
            narrow={narrow}
            leftOut={chart !== MEASURE}
          />
        ))}
      </section>
    );
  return (
    <section
      ref={ref}
      aria-label="Charts"
      className={`${panel['panel']} ${styles['charts']}`}
      style={standingOut}
    >
      {!narrow && (
        <div className={styles['first']}>
          <Shown {...props} chart={MEASURE} panel={ref} drawMs={FIRST_MS} narrow={false} />
        </div>
      )}
      <div className={styles['others']}>
        <ChartTabs
          name="Charts"
          id="strategy-chart"
          charts={tabs}
          chosen={chosen}
          onChoose={(id) => setChartSetting('strategyTab', id)}
        >
          {(chart) => (
            <Shown {...props} chart={chart} panel={ref} drawMs={OTHERS_MS} narrow={narrow} />
          )}
        </ChartTabs>
      </div>
    </section>
  );
}

/** All rows but the one that stands out are faint. Charts are not drawn again for it. */
function useStandingOut(count: number): CSSProperties {
  const row = usePointed((pointed) => pointed.row ?? pointed.chosen);
  return useMemo(() => {
    if (row === null || row >= count) return {};
    const others = Array.from({ length: count }, (_, other) => other).filter(
      (other) => other !== row,
    );
    return Object.fromEntries(others.map((other) => [`--row-${other}`, 0.16]));
  }, [row, count]);
}

function Shown({
  chart,
  panel: within,
  drawMs,
  narrow,
  leftOut = false,
  config,
  started,
  intervals,
  seats,
  run,
  onNotice,
}: StrategyChartsProps & {
  readonly chart: StrategyChart;
  readonly panel: RefObject<HTMLElement | null>;
  readonly drawMs: number;
  readonly narrow: boolean;
  /** Whether it is left out where there is nothing to see. */
  readonly leftOut?: boolean;
}) {
  const drawn = useDrawn(
    within,
    useMemo(() => ({ config, started, intervals }), [config, started, intervals]),
    drawMs,
  );
  const settings = useStore(chartSettings);
  const at = usePointed(({ interval, held }) => (chart.isOfOne ? (interval ?? held) : null));
  const source = useMemo<StrategySource>(
    () => ({ ...drawn, seats, settings, at, narrow }),
    [drawn, seats, settings, at, narrow],
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
      history={null}
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

/** Which run is shown, as '8 rows · 480 updates · seed 1'. */
function aboutOf(config: StrategyConfig | null): string {
  if (!config) return 'no run yet';
  const { rows, training, seed } = config;
  return `${counted(rows.length, 'row')} · ${training.steps} updates · seed ${seed}`;
}
