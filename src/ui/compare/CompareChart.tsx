import { useMemo } from 'react';
import { meanCurve } from '#store/compare/mean-curve.ts';
import {
  type Configuration,
  FIGURE_WORDS,
  FIGURES,
  type Figure,
  isFigure,
} from '#store/compare/run-curve.ts';
import { ChartFrame } from '../charts/frame/ChartFrame.tsx';
import { Switch } from '../charts/frame/Switch.tsx';
import { setChartSetting, useChartSetting } from '../charts/frame/use-chart-settings.ts';
import { Keys, LineKey } from '../charts/Key.tsx';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Compare.module.css';
import { ComparePlot } from './ComparePlot.tsx';
import { compareTables } from './compare-tables.ts';
import { nameOf, seedsOf } from './configuration-words.ts';
import { colourOf, dashesOf } from './line-styles.ts';
import { reachWords } from './reach-words.ts';

/** Fitness over environment steps, a line a configuration: its run, or the mean of its runs with a bootstrap band. */
export function CompareChart({
  configurations,
  waiting,
}: {
  readonly configurations: readonly Configuration[];
  /** Runs that are still being read. */
  readonly waiting: number;
}) {
  const catalog = useLabState((state) => state.catalog);
  const raw = useChartSetting('rawLines');
  const chosen = useChartSetting('comparedFigure');
  const figure: Figure = isFigure(chosen) ? chosen : 'median';
  const lines = useMemo(
    () =>
      configurations.map((configuration) => ({
        configuration,
        points: meanCurve(configuration.runs, figure),
      })),
    [configurations, figure],
  );
  const dashes = dashesOf(configurations);
  const hasSeeds = configurations.some(({ runs }) => runs.length > 1);
  const tables = compareTables(lines, figure, catalog);
  const empty = lines.every(({ points }) => points.length === 0)
    ? waiting > 0
      ? 'The runs are being read.'
      : 'Choose runs, or have some done: each configuration becomes a line.'
    : null;
  return (
    <ChartFrame
      id="compare"
      panel
      title={`Fitness, ${FIGURES[figure]}`}
      about={configurations.map((each) => `${each.letter} ${nameOf(each, catalog)}`).join(', ')}
      summary={lines.map((line) => reachWords(line, figure)).join(' ')}
      empty={empty}
      table={() => tables.means}
      csv={tables.runs}
      controls={
        <>
          {hasSeeds && (
            <Switch label="Every run" on={raw} onChange={(on) => setChartSetting('rawLines', on)} />
          )}
          <label className={styles['figure']}>
            <span className="visually-hidden">What is compared</span>
            <select
              value={figure}
              onChange={(event) => setChartSetting('comparedFigure', event.target.value)}
            >
              {Object.entries(FIGURES).map(([key, words]) => (
                <option key={key} value={key}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        </>
      }
      note={
        <>
          {FIGURE_WORDS[figure]}
          {hasSeeds && (
            <>
              {' '}
              The band is a 95 % bootstrap interval of the mean over seeds: where bands lie apart,
              more seeds are unlikely to change the order. With fewer than five seeds it is too
              narrow. A run that ended at its target counts on with its last value.
            </>
          )}
        </>
      }
    >
      {empty === null ? (
        <ComparePlot lines={lines} figure={figure} raw={raw} />
      ) : (
        <div className={styles['nothing']} />
      )}
      <Keys>
        {lines.map(({ configuration }, i) => (
          <LineKey
            key={configuration.letter}
            width={2}
            dash={dashes[i]}
            colour={colourOf(i)}
            words={`${configuration.letter}: ${nameOf(configuration, catalog)}, ${configuration.runs.length > 1 ? `mean of n ${configuration.runs.length}` : seedsOf(configuration)}`}
          />
        ))}
      </Keys>
    </ChartFrame>
  );
}
