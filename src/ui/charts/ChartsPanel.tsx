import { type RefObject, useMemo, useRef } from 'react';
import panel from '../parts/Panel.module.css';
import { useOnPaper } from '../parts/use-media.ts';
import { useEnvironment } from '../shell/lab-context.ts';
import styles from './Charts.module.css';
import { ChartTabs } from './ChartTabs.tsx';
import { ChartView } from './ChartView.tsx';
import type { Chart } from './chart.ts';
import { CHARTS } from './charts.ts';
import { FITNESS } from './fitness.tsx';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { isUnit, runAxis } from './run-axis.ts';
import { useChartHistory } from './use-chart-history.ts';
import { useSource } from './use-source.ts';

/** A chart is drawn at most so often, ms, where it does not say more. */
const DRAW_MS = 500;

/** All charts of the run shown, one at a time; on paper one below the other. They share the genealogy's axis, cursor and selection. */
export function ChartsPanel() {
  const ref = useRef<HTMLElement>(null);
  const tab = useChartSetting('tab');
  const environment = useEnvironment();
  const charts = CHARTS.filter(({ fitsTask }) => fitsTask?.(environment) ?? true);
  const chosen = charts.find(({ id }) => id === tab) ?? FITNESS;
  if (useOnPaper())
    return (
      <section ref={ref} aria-label="Charts" className={`${panel['panel']} ${styles['printed']}`}>
        {charts.map((chart) => (
          <Shown key={chart.id} chart={chart} panel={ref} leftOut={chart !== chosen} />
        ))}
      </section>
    );
  return (
    <section ref={ref} aria-label="Charts" className={panel['panel']}>
      <ChartTabs
        name="Charts"
        id="chart"
        charts={charts}
        chosen={chosen}
        onChoose={(id) => setChartSetting('tab', id)}
      >
        {(chart) => <Shown chart={chart} panel={ref} />}
      </ChartTabs>
    </section>
  );
}

/** A chart of the run shown, drawn while the panel is in sight. */
function Shown({
  chart,
  panel,
  leftOut = false,
}: {
  readonly chart: Chart;
  readonly panel: RefObject<HTMLElement | null>;
  /** Set when it is left out where there is nothing to see. */
  readonly leftOut?: boolean;
}) {
  const { history, version } = useChartHistory(panel, chart.drawMs ?? DRAW_MS);
  const source = useSource(history, version);
  const description = useMemo(() => chart.describe(source), [chart, source]);
  const { picture } = description;
  const chosen = 'isMovable' in picture && picture.isMovable ? source.settings.across : '';
  const unit = isUnit(chosen) ? chosen : 'generation';
  const axis = useMemo(() => runAxis(unit, source.history.summaries), [unit, source]);
  if (leftOut && description.empty !== null) return null;
  return (
    <ChartView
      id={chart.id}
      description={description}
      history={source.history}
      window={source.window}
      axis={axis}
    />
  );
}
