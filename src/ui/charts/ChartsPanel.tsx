import { type KeyboardEvent, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import panel from '../parts/Panel.module.css';
import styles from './Charts.module.css';
import type { ChartProps } from './chart-props.ts';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { useSwipe } from './swipe.ts';
import { useChartHistory } from './use-chart-history.ts';

/** A chart is loaded when it is first looked at. */
const CHARTS = {
  fitness: {
    label: 'Fitness',
    Chart: lazy(async () => ({ default: (await import('./FitnessChart.tsx')).FitnessChart })),
  },
  agents: {
    label: 'Agents',
    Chart: lazy(async () => ({ default: (await import('./AgentsChart.tsx')).AgentsChart })),
  },
  lineage: {
    label: 'Lineage',
    Chart: lazy(async () => ({ default: (await import('./LineageChart.tsx')).LineageChart })),
  },
  hyperparameters: {
    label: 'Hyperparameters',
    Chart: lazy(async () => ({
      default: (await import('./HyperparametersChart.tsx')).HyperparametersChart,
    })),
  },
  parallel: {
    label: 'Parallel',
    Chart: lazy(async () => ({ default: (await import('./ParallelChart.tsx')).ParallelChart })),
  },
  mutations: {
    label: 'Mutations',
    Chart: lazy(async () => ({ default: (await import('./MutationsChart.tsx')).MutationsChart })),
  },
  diversity: {
    label: 'Diversity',
    Chart: lazy(async () => ({ default: (await import('./DiversityChart.tsx')).DiversityChart })),
  },
  networks: {
    label: 'Networks',
    Chart: lazy(async () => ({ default: (await import('./ChoicesChart.tsx')).ChoicesChart })),
  },
  throughput: {
    label: 'Throughput',
    Chart: lazy(async () => ({ default: (await import('./ThroughputChart.tsx')).ThroughputChart })),
  },
} as const satisfies Record<string, { label: string; Chart: React.ComponentType<ChartProps> }>;

type ChartId = keyof typeof CHARTS;
const IDS = Object.keys(CHARTS) as ChartId[];

/** All charts of the run shown, one at a time. They share the genealogy's axis, cursor and selection. */
export function ChartsPanel() {
  const ref = useRef<HTMLElement>(null);
  const { history, version } = useChartHistory(ref);
  const tab = useChartSetting('tab');
  const shown = IDS.find((id) => id === tab) ?? 'fitness';
  const { Chart } = CHARTS[shown];
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
            <Chart history={history} version={version} />
          </Suspense>
        </div>
      </div>
    </section>
  );
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
