import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import frame from '../../charts/frame/ChartFrame.module.css';
import { chartSettings } from '../../charts/frame/use-chart-settings.ts';
import { Button } from '../../parts/Button.tsx';
import { ShownChart, type StrategyChartsProps } from '../charts/ShownChart.tsx';
import { usePointed } from '../pointed.ts';
import styles from './Decisions.module.css';
import { decisionAt, lookedAt } from './looked-at.ts';
import { showDecision, useOpenedDecision } from './opened.ts';
import { SlowDecision } from './SlowDecision.tsx';
import { CloseDecision } from './WhyControls.tsx';
import { WHY } from './why-chart.tsx';

const DRAW_MS = 620;

/** The decision that is held, explained in words and bars or step by step. It has the focus when it is opened. */
export function Explained({
  panel,
  narrow,
  ...props
}: StrategyChartsProps & {
  readonly panel: RefObject<HTMLElement | null>;
  readonly narrow: boolean;
}) {
  const { as, times } = useOpenedDecision();
  const ref = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  // Drawn again, as when one comes back to its part of the page, it does not take the focus.
  const seen = useRef(times);
  useEffect(() => {
    if (as === null) {
      if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected)
        cameFrom.current.focus({ preventScroll: true });
      cameFrom.current = null;
      return;
    }
    if (times === seen.current) return;
    seen.current = times;
    if (!ref.current?.contains(document.activeElement)) cameFrom.current ??= document.activeElement;
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [as, times]);
  if (as === null) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is inside.
    <div
      ref={ref}
      tabIndex={-1}
      className={styles['explained']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        showDecision(null);
      }}
    >
      {as === 'why' ? (
        <ShownChart
          {...props}
          ofDecisions
          chart={WHY}
          panel={panel}
          drawMs={DRAW_MS}
          narrow={narrow}
        />
      ) : (
        <Slow {...props} narrow={narrow} />
      )}
    </div>
  );
}

/** Slow explanation, which stays with the decision that was held when it began, whatever is pointed at meanwhile. */
function Slow({
  config,
  started,
  intervals,
  seats,
  narrow,
}: StrategyChartsProps & { readonly narrow: boolean }) {
  const settings = useStore(chartSettings);
  const at = usePointed((pointed) => pointed.held);
  const source = useMemo(
    () => ({ config, started, intervals, seats, settings, at, narrow }),
    [config, started, intervals, seats, settings, at, narrow],
  );
  const looked = useMemo(() => lookedAt(source), [source]);
  const decision = looked && decisionAt(looked, at);
  if (!looked || !decision) return null;
  const interval = decision.event.interval;
  return (
    <section aria-label={`Slow motion of the decision for interval ${interval + 1}`}>
      <header className={frame['header']}>
        <h3>Slow motion: the decision for interval {interval + 1}</h3>
        <div>
          <Button look="outlined" onClick={() => showDecision('why')}>
            All at once
          </Button>
          <CloseDecision />
        </div>
      </header>
      <SlowDecision key={interval} source={source} looked={looked} decision={decision} />
    </section>
  );
}
