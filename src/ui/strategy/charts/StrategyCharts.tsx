import { type CSSProperties, useMemo, useRef } from 'react';
import charts from '../../charts/Charts.module.css';
import { ChartTabs } from '../../charts/ChartTabs.tsx';
import { setChartSetting, useChartSetting } from '../../charts/frame/use-chart-settings.ts';
import panel from '../../parts/Panel.module.css';
import { useMedia, useOnPaper } from '../../parts/use-media.ts';
import { usePointed } from '../pointed.ts';
import { LOSSES } from './losses.tsx';
import { MEASURE } from './measure.tsx';
import { ShownChart, type StrategyChartsProps } from './ShownChart.tsx';
import styles from './StrategyCharts.module.css';
import { STRATEGY_CHARTS } from './strategy-charts.ts';

/** Charts are drawn at most so often, ms; not all at once. */
const [FIRST_MS, OTHERS_MS] = [500, 620];

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
          <ShownChart
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
          <ShownChart {...props} chart={MEASURE} panel={ref} drawMs={FIRST_MS} narrow={false} />
        </div>
      )}
      <div>
        <ChartTabs
          name="Charts"
          id="strategy-chart"
          charts={tabs}
          chosen={chosen}
          onChoose={(id) => setChartSetting('strategyTab', id)}
        >
          {(chart) => (
            <ShownChart {...props} chart={chart} panel={ref} drawMs={OTHERS_MS} narrow={narrow} />
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
