import { type KeyboardEvent, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { type LazyPart, lazyPart } from '../parts/lazy-part.tsx';
import panel from '../parts/Panel.module.css';
import styles from './Charts.module.css';
import type { ChartProps } from './chart-props.ts';
import { chartSettings, setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { useSwipe } from './swipe.ts';
import { useChartHistory } from './use-chart-history.ts';

/** A chart is loaded when it is first looked at. */
const CHARTS = {
  fitness: {
    label: 'Fitness',
    chart: lazyPart<ChartProps>(async () => (await import('./FitnessChart.tsx')).FitnessChart),
  },
  agents: {
    label: 'Agents',
    chart: lazyPart<ChartProps>(async () => (await import('./AgentsChart.tsx')).AgentsChart),
  },
  lineage: {
    label: 'Lineage',
    chart: lazyPart<ChartProps>(async () => (await import('./LineageChart.tsx')).LineageChart),
  },
  hyperparameters: {
    label: 'Hyperparameters',
    chart: lazyPart<ChartProps>(
      async () => (await import('./HyperparametersChart.tsx')).HyperparametersChart,
    ),
  },
  parallel: {
    label: 'Parallel',
    chart: lazyPart<ChartProps>(async () => (await import('./ParallelChart.tsx')).ParallelChart),
  },
  mutations: {
    label: 'Mutations',
    chart: lazyPart<ChartProps>(async () => (await import('./MutationsChart.tsx')).MutationsChart),
  },
  diversity: {
    label: 'Diversity',
    chart: lazyPart<ChartProps>(async () => (await import('./DiversityChart.tsx')).DiversityChart),
  },
  networks: {
    label: 'Networks',
    chart: lazyPart<ChartProps>(async () => (await import('./ChoicesChart.tsx')).ChoicesChart),
  },
  throughput: {
    label: 'Throughput',
    chart: lazyPart<ChartProps>(
      async () => (await import('./ThroughputChart.tsx')).ThroughputChart,
    ),
  },
} as const satisfies Record<string, { label: string; chart: LazyPart<ChartProps> }>;

type ChartId = keyof typeof CHARTS;
const IDS = Object.keys(CHARTS) as ChartId[];

const shownOf = (tab: string): ChartId => IDS.find((id) => id === tab) ?? 'fitness';

/** Loads the chart that the panel would show now: paper cannot wait for it. */
export const loadShownChart = (): Promise<unknown> =>
  CHARTS[shownOf(chartSettings.getState().tab)].chart.load();

/** All charts of the run shown, one at a time. They share the genealogy's axis, cursor and selection. */
export function ChartsPanel() {
  const ref = useRef<HTMLElement>(null);
  const { history, version } = useChartHistory(ref);
  const tab = useChartSetting('tab');
  const shown = shownOf(tab);
  const [swiped, setSwiped] = useState<{ readonly to: ChartId; readonly direction: -1 | 1 }>();
  const swipe = useSwipe((direction) => {
    const to = IDS[IDS.indexOf(shown) + direction];
    if (!to) return;
    setSwiped({ to, direction });
    setChartSetting('tab', to);
  });
  return (
    <section ref={ref} aria-label="Charts" className={panel['panel']}>
      <Tabs shown={shown} />
      <div
        role="tabpanel"
        id="chart-panel"
        aria-labelledby={`chart-tab-${shown}`}
        className={styles['swiped']}
        {...swipe}
      >
        <div key={shown} data-from={swiped?.to === shown ? swiped.direction : undefined}>
          <Suspense fallback={<div className={styles['loading']}>Loading the chart …</div>}>
            <Shown chart={CHARTS[shown].chart} history={history} version={version} />
          </Suspense>
        </div>
      </div>
    </section>
  );
}

/** One chart; the same component for as long as it is shown, so that it is not drawn anew once it has been loaded. */
function Shown({ chart, ...props }: ChartProps & { readonly chart: LazyPart<ChartProps> }) {
  const [Chart] = useState(chart.component);
  return <Chart {...props} />;
}

/** What is seen of the tabs beside the chosen one, px: there are more. */
const BESIDE = 32;

function Tabs({ shown }: { readonly shown: ChartId }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = IDS.indexOf(shown);
    const moves: Record<string, number> = {
      ArrowLeft: (at - 1 + IDS.length) % IDS.length,
      ArrowRight: (at + 1) % IDS.length,
      Home: 0,
      End: IDS.length - 1,
    };
    const to = IDS[moves[event.key] ?? -1];
    if (!to) return;
    event.preventDefault();
    setChartSetting('tab', to);
    event.currentTarget.querySelector<HTMLElement>(`#chart-tab-${to}`)?.focus();
  };
  const list = useRef<HTMLDivElement>(null);
  // A tab that is chosen is seen, without moving the page.
  useLayoutEffect(() => {
    const tab = list.current?.querySelector(`#chart-tab-${shown}`)?.getBoundingClientRect();
    const room = list.current?.getBoundingClientRect();
    if (!list.current || !tab || !room) return;
    const before = room.left + BESIDE - tab.left;
    const after = tab.right - (room.right - BESIDE);
    if (before > 0) list.current.scrollLeft -= before;
    else if (after > 0) list.current.scrollLeft += after;
  }, [shown]);
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Charts"
      className={styles['tabs']}
      onKeyDown={onKeyDown}
    >
      {IDS.map((id) => (
        <button
          key={id}
          id={`chart-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === shown}
          aria-controls="chart-panel"
          tabIndex={id === shown ? 0 : -1}
          onClick={() => setChartSetting('tab', id)}
        >
          {CHARTS[id].label}
        </button>
      ))}
    </div>
  );
}
