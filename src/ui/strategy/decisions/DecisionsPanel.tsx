import { useRef } from 'react';
import { ChartTabs } from '../../charts/ChartTabs.tsx';
import { setChartSetting, useChartSetting } from '../../charts/frame/use-chart-settings.ts';
import panel from '../../parts/Panel.module.css';
import { useMedia, useOnPaper } from '../../parts/use-media.ts';
import { ShownChart, type StrategyChartsProps } from '../charts/ShownChart.tsx';
import type { StrategyChart } from '../charts/source.ts';
import { DomainShares } from './DomainShares.tsx';
import { DECISION_CHARTS } from './decision-charts.ts';
import { Explained } from './Explained.tsx';
import { SCORE } from './score-chart.tsx';

/** Shortest times between two drawings, ms; not both at once. */
const [SCORE_MS, OTHERS_MS] = [560, 680];

/** Across the kept runs: it is of no one run. */
const DOMAINS = { id: 'domains', label: 'By images' } as const;
const TABS: readonly (StrategyChart | typeof DOMAINS)[] = [...DECISION_CHARTS, DOMAINS];

/** Panel on how the agents of a steered row decide: the score of their decisions, and below it what they go by. */
export function DecisionsPanel(props: StrategyChartsProps) {
  const ref = useRef<HTMLElement>(null);
  const narrow = useMedia('(max-width: 599px)');
  const tab = useChartSetting('strategyDecisions');
  const chosen = TABS.find(({ id }) => id === tab) ?? TABS[0];
  const onPaper = useOnPaper();
  if (!chosen) return null;
  const shown = (chart: StrategyChart, drawMs: number) => (
    <ShownChart
      ofDecisions
      key={chart.id}
      {...props}
      chart={chart}
      panel={ref}
      drawMs={drawMs}
      narrow={narrow}
    />
  );
  return (
    <section ref={ref} aria-label="Decisions" className={panel['panel']}>
      {shown(SCORE, SCORE_MS)}
      <Explained {...props} panel={ref} narrow={narrow} />
      {onPaper ? (
        DECISION_CHARTS.map((chart) => shown(chart, OTHERS_MS))
      ) : (
        <ChartTabs
          name="What the agents go by"
          id="decision-chart"
          charts={TABS}
          chosen={chosen}
          onChoose={(id) => setChartSetting('strategyDecisions', id)}
        >
          {(chart) =>
            'describe' in chart ? (
              shown(chart, OTHERS_MS)
            ) : (
              <DomainShares seats={props.seats} narrow={narrow} onNotice={props.onNotice} />
            )
          }
        </ChartTabs>
      )}
    </section>
  );
}
