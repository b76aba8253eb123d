import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import panel from '../parts/Panel.module.css';
import { useOnPaper } from '../parts/use-media.ts';
import styles from './Charts.module.css';
import { ChartView } from './ChartView.tsx';
import type { Chart } from './chart.ts';
import { CHARTS } from './charts.ts';
import { FITNESS } from './fitness.tsx';
import { setChartSetting, useChartSetting } from './frame/use-chart-settings.ts';
import { isUnit, runAxis } from './run-axis.ts';
import { useSwipe } from './swipe.ts';
import { useChartHistory } from './use-chart-history.ts';
import { useSource } from './use-source.ts';

/** A chart is drawn at most so often, ms, where it does not say more. */
const DRAW_MS = 500;

/** All charts of the run shown, one at a time; on paper one below the other. They share the genealogy's axis, cursor and selection. */
export function ChartsPanel() {
  const ref = useRef<HTMLElement>(null);
  const tab = useChartSetting('tab');
  const chosen = CHARTS.find(({ id }) => id === tab) ?? FITNESS;
  // The tab turns at once, and its chart is drawn piece by piece.
  const shown = useDeferredValue(chosen);
  const [swiped, setSwiped] = useState<{ readonly to: Chart; readonly direction: -1 | 1 }>();
  const swipe = useSwipe((direction) => {
    const to = CHARTS[CHARTS.indexOf(chosen) + direction];
    if (!to) return;
    setSwiped({ to, direction });
    setChartSetting('tab', to.id);
  });
  if (useOnPaper())
    return (
      <section ref={ref} aria-label="Charts" className={`${panel['panel']} ${styles['printed']}`}>
        {CHARTS.map((chart) => (
          <Shown key={chart.id} chart={chart} panel={ref} leftOut={chart !== chosen} />
        ))}
      </section>
    );
  return (
    <section ref={ref} aria-label="Charts" className={panel['panel']}>
      <Tabs shown={chosen} />
      <div
        role="tabpanel"
        id="chart-panel"
        aria-labelledby={`chart-tab-${shown.id}`}
        className={styles['swiped']}
        {...swipe}
      >
        <div key={shown.id} data-from={swiped?.to === shown ? swiped.direction : undefined}>
          <Shown chart={shown} panel={ref} />
        </div>
      </div>
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
  /** Whether it is left out where there is nothing to see. */
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

/** What is seen of the tabs beside the chosen one, px: there are more. */
const BESIDE = 32;

function Tabs({ shown }: { readonly shown: Chart }) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = CHARTS.indexOf(shown);
    const moves: Record<string, number> = {
      ArrowLeft: (at - 1 + CHARTS.length) % CHARTS.length,
      ArrowRight: (at + 1) % CHARTS.length,
      Home: 0,
      End: CHARTS.length - 1,
    };
    const to = CHARTS[moves[event.key] ?? -1];
    if (!to) return;
    event.preventDefault();
    setChartSetting('tab', to.id);
    event.currentTarget.querySelector<HTMLElement>(`#chart-tab-${to.id}`)?.focus();
  };
  const list = useRef<HTMLDivElement>(null);
  // A tab that is chosen is seen, without moving the page.
  useLayoutEffect(() => {
    const tab = list.current?.querySelector(`#chart-tab-${shown.id}`)?.getBoundingClientRect();
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
      {CHARTS.map(({ id, label }) => (
        <button
          key={id}
          id={`chart-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === shown.id}
          aria-controls="chart-panel"
          tabIndex={id === shown.id ? 0 : -1}
          onClick={() => setChartSetting('tab', id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
