import { useEffect, useMemo } from 'react';
import { titleOf } from '#archive/run-record.ts';
import { isAgainstOwn } from '#core/against-own.ts';
import type { EngineClient } from '#protocol/client.ts';
import { configurationsOf } from '#store/compare/run-curve.ts';
import { setChartSetting, useChartSetting } from '../charts/frame/use-chart-settings.ts';
import { useLibrary, useRuns } from '../library/library-context.ts';
import { useResults } from '../library/use-results.ts';
import { Button } from '../parts/Button.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { Notices } from '../shell/Notices.tsx';
import styles from './Compare.module.css';
import { CompareChart } from './CompareChart.tsx';
import { useComparedIds } from './compared-ids.ts';
import { MOST_CONFIGURATIONS } from './line-styles.ts';
import { OtherEngines } from './OtherEngines.tsx';
import { QueuePanel } from './QueuePanel.tsx';
import { RunPicker } from './RunPicker.tsx';
import { runQueueOf } from './run-queue-of.ts';
import { SettingsTable } from './SettingsTable.tsx';
import { StrategyPicker } from './StrategyPicker.tsx';
import { StrategyTable } from './StrategyTable.tsx';
import { useCurves } from './use-curves.ts';
import { useStrategyOutcomes } from './use-strategy-outcomes.ts';

/** Runs side by side: several seeds of a configuration as one mean, up to six configurations. */
export function ComparePage({ openEngine }: { readonly openEngine: () => EngineClient }) {
  const library = useLibrary();
  const queue = runQueueOf(openEngine, library);
  const answer = useRuns();
  const own = useLabState((state) => state.runId);
  const before = useChartSetting('comparedRuns');
  const [ids, setIds] = useComparedIds(before.length === 0 && own !== null ? [own] : before);
  useEffect(() => setChartSetting('comparedRuns', ids), [ids]);

  const listed = answer.kind === 'there' ? answer.value : NOTHING;
  const results = useResults();
  const given = useMemo(
    () => new Map(results.flatMap(({ kept, curve }) => (curve ? [[kept.id, curve] as const] : []))),
    [results],
  );
  const records = [...listed.runs, ...[...given.values()].map(({ record }) => record)];
  const strategies = useStrategyOutcomes(results);
  const ofEvolution = useMemo(
    () => ids.filter((id) => !strategies.some((outcome) => outcome.id === id)),
    [ids, strategies],
  );
  const { curves, missing, waiting } = useCurves(ofEvolution, listed.runs, queue, given);
  const all = useMemo(() => configurationsOf(curves), [curves]);
  const configurations = useMemo(() => all.slice(0, MOST_CONFIGURATIONS), [all]);
  const letters = new Map(
    configurations.flatMap(({ letter, runs }) =>
      runs.map(({ record }) => [record.id, letter] as const),
    ),
  );
  const catalog = useLabState((state) => state.catalog);
  const tasks = new Set(configurations.map(({ config }) => config.environment));
  const areAgainstOwn = configurations.some(({ config }) => {
    const task = catalog?.environments.find(({ id }) => id === config.environment);
    return task !== undefined && isAgainstOwn(config, task);
  });
  const chosenStrategies = strategies.filter(({ id }) => ids.includes(id));
  const areStrategiesAlone = ofEvolution.length === 0 && chosenStrategies.length > 0;

  return (
    <main id="main" tabIndex={-1} className={styles['page']}>
      <div className={styles['head']}>
        <h1>Compare</h1>
        <p>
          One run proves little: another seed may turn it around. Run each configuration with
          several seeds, and compare them at equal numbers of environment steps or, of classifiers,
          of images.
        </p>
        <Notices />
        {answer.kind === 'failed' && (
          <p role="alert" className={styles['problem']}>
            The library cannot be read: {answer.message}
          </p>
        )}
        {missing.map(({ id, message }) => (
          <p key={id} role="alert" className={styles['problem']}>
            The run {id.slice(0, 8)} of this comparison cannot be shown. {message}{' '}
            <Button look="outlined" onClick={() => setIds(ids.filter((each) => each !== id))}>
              Leave it out
            </Button>
          </p>
        ))}
        {all.length > MOST_CONFIGURATIONS && (
          <p role="status" className={styles['hint']}>
            {all.length} configurations are chosen; the first {MOST_CONFIGURATIONS} are drawn.
          </p>
        )}
        {catalog && (
          <>
            <OtherEngines
              runs="Some runs"
              engines={curves.map(({ record }) => record.engine)}
              version={catalog}
            />
            <OtherEngines
              runs="Some strategy runs"
              engines={chosenStrategies.map(({ engine }) => engine)}
              version={catalog.strategyEngine}
            />
          </>
        )}
        {tasks.size > 1 && (
          <p role="status" className={styles['hint']}>
            These runs have different tasks, whose returns cannot be compared with each other.
          </p>
        )}
        {areAgainstOwn && (
          <p role="status" className={styles['hint']}>
            Some of these runs measure fitness against the rivals of their own population: a higher
            curve may also mean weaker rivals.
          </p>
        )}
      </div>
      <div className={styles['side']}>
        <QueuePanel
          queue={queue}
          records={listed.runs}
          onAdded={(added) => setIds([...new Set([...ids, ...added])])}
        />
        <RunPicker
          records={records}
          active={listed.active}
          chosen={ids}
          letterOf={(id) => letters.get(id) ?? ''}
          onChange={setIds}
        />
        {strategies.length > 0 && (
          <StrategyPicker
            outcomes={strategies}
            chosen={ids}
            engine={catalog?.strategyEngine.engine ?? null}
            onChange={setIds}
          />
        )}
      </div>
      <div className={styles['results']}>
        <StrategyTable outcomes={chosenStrategies} />
        {!areStrategiesAlone && (
          <>
            <CompareChart configurations={configurations} waiting={waiting} />
            <SettingsTable
              configurations={configurations}
              runName={(id) => {
                const record = listed.runs.find((each) => each.id === id);
                return record ? titleOf(record, catalog) : null;
              }}
            />
          </>
        )}
      </div>
    </main>
  );
}

const NOTHING = { runs: [], damaged: [], active: new Set<string>() } as const;
