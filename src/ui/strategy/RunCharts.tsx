import { useMemo } from 'react';
import { encodeStrategyLink, presetOf } from '#protocol/strategy-link.ts';
import type { Provenance } from '#store/share/provenance.ts';
import type { StrategyState } from '#store/strategy/strategy-state.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Later, lazyPart } from '../parts/lazy-part.tsx';
import styles from '../shell/LabPage.module.css';
import type { StrategyChartsProps } from './charts/ShownChart.tsx';
import type { ShownRun } from './shown-run.ts';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Parts for which the transport and the rows do not wait. */
const CHARTS = lazyPart<StrategyChartsProps>(
  async () => (await import('./charts/StrategyCharts.tsx')).StrategyCharts,
);
const DECISIONS = lazyPart<StrategyChartsProps>(
  async () => (await import('./decisions/DecisionsPanel.tsx')).DecisionsPanel,
);
interface Of {
  readonly shown: ShownRun | null;
}

const NONE = [] as const;

/** Properties that all charts are drawn from. */
function useChartsProps(shown: ShownRun | null): StrategyChartsProps {
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const run = useProvenance(shown);
  const { notify: onNotice } = useStrategy();
  return useMemo(
    () => ({
      config: shown?.config ?? null,
      started: shown?.started ?? null,
      intervals: shown?.intervals ?? NONE,
      seats,
      run,
      onNotice,
    }),
    [shown, seats, run, onNotice],
  );
}

/** All charts of the run. */
export function Charts({ shown }: Of) {
  const known = useChartsProps(shown);
  const { askCurves: ask } = useStrategy();
  const answer = useStrategyState((state) => state.curves);
  const isComputed = useStrategyState(({ progress }) => progress !== null) && !shown?.isRecorded;
  const props = useMemo(
    () => (isComputed ? { ...known, asking: { answer, ask } } : known),
    [known, isComputed, answer, ask],
  );
  return (
    <Boundary what="The chart">
      <Later
        part={CHARTS}
        props={props}
        meanwhile={<div className={styles['coming']}>Loading the charts …</div>}
      />
    </Boundary>
  );
}

/** Charts of how agents decide, where a team steers a row. */
export function Decisions({ shown }: Of) {
  const props = useChartsProps(shown);
  if (!shown?.config.rows.some(({ steering }) => steering.kind === 'team')) return null;
  return (
    <Boundary what="The decisions">
      <Later
        part={DECISIONS}
        props={props}
        meanwhile={<div className={styles['coming']}>Loading the decisions …</div>}
      />
    </Boundary>
  );
}

/** Seed and settings of what is shown, for tables that leave the page. */
function useProvenance(shown: ShownRun | null): Provenance | null {
  const catalog = useStrategyState((state) => state.catalog);
  const presetId = useStrategyState((state: StrategyState) =>
    state.run > 0 ? state.runPreset : state.presetId,
  );
  const config = shown?.config ?? null;
  return useMemo(() => {
    const preset = catalog && presetOf(catalog, presetId);
    return preset && config
      ? { seed: config.seed, settings: encodeStrategyLink(config, preset) }
      : null;
  }, [catalog, presetId, config]);
}
