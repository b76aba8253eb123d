import { useEffect, useRef } from 'react';
import { titleOf } from '#archive/run-record.ts';
import type { EngineClient } from '#protocol/client.ts';
import { FreezerCard } from '../inspector/FreezerCard.tsx';
import { useModels } from '../models/use-models.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import { Button } from '../parts/Button.tsx';
import { FileInput } from '../parts/FileInput.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLabState } from '../shell/lab-context.ts';
import { Notices } from '../shell/Notices.tsx';
import { DamagedRuns } from './DamagedRuns.tsx';
import { onDropped, takeDropped } from './dropped-files.ts';
import { Evolutions } from './Evolutions.tsx';
import { KeptExperiments } from './KeptExperiments.tsx';
import styles from './Library.module.css';
import { ListAsTable } from './ListAsTable.tsx';
import { useLibrary, useRuns } from './library-context.ts';
import { Outcomes } from './Outcomes.tsx';
import { OwnImages } from './OwnImages.tsx';
import { Results } from './Results.tsx';
import { RunRow } from './RunRow.tsx';
import { StorageMeter } from './StorageMeter.tsx';
import { StrategyRuns } from './StrategyRuns.tsx';
import { type RunActions, useRunActions } from './use-run-actions.ts';

/** All runs that this browser keeps, and what can be done with them. */
export function LibraryPage({ openEngine }: { readonly openEngine: () => EngineClient }) {
  const answer = useRuns();
  const models = useModels();
  const { actions, busy, outcomes, dismiss, putAway } = useRunActions(openEngine, models.take);
  usePurge(putAway);
  useEffect(() => {
    const take = () => {
      const files = takeDropped();
      if (files.length > 0) actions.import(files);
    };
    take();
    return onDropped(take);
  }, [actions]);
  const catalog = useLabState((state) => state.catalog);
  const list = answer.kind === 'there' ? answer.value : null;
  const runName = (id: string) => {
    const record = list?.runs.find((each) => each.id === id);
    return record ? titleOf(record, catalog) : null;
  };
  return (
    <main id="main" tabIndex={-1} className={styles['library']}>
      <header className={styles['head']}>
        <div>
          <h1>Library</h1>
          <p className={styles['lead']}>
            Every run is kept in this browser, generation by generation, and nowhere else. Export it
            to keep it for good or to hand it on.
          </p>
        </div>
        <div className={styles['tools']}>
          {list && list.runs.length > 0 && <ListAsTable list={list} />}
          <Import actions={actions} />
        </div>
      </header>
      <StorageMeter hasRuns={(list?.runs.length ?? 0) > 0} />
      <Notices />
      {models.dialog}
      <Outcomes outcomes={outcomes} busy={busy} onDismiss={dismiss} />
      {answer.kind === 'failed' && (
        <p role="alert" className={styles['problem']}>
          This browser does not let the page read its library: {answer.message}. Runs work, but are
          not kept.
        </p>
      )}
      {list && list.damaged.length > 0 && <DamagedRuns damaged={list.damaged} />}
      {list?.runs.length === 0 && <Empty />}
      {list && list.runs.length > 0 && (
        <section aria-label="Runs">
          <ul className={styles['runs']}>
            {list.runs.map((record) => (
              <RunRow
                key={record.id}
                record={record}
                isActive={list.active.has(record.id)}
                actions={actions}
                runName={runName}
              />
            ))}
          </ul>
        </section>
      )}
      <Boundary what="The strategy runs">
        <StrategyRuns />
      </Boundary>
      <Boundary what="The experiments">
        <KeptExperiments />
      </Boundary>
      <Boundary what="The evolutions of teams">
        <Evolutions />
      </Boundary>
      <Boundary what="Your own images">
        <OwnImages />
      </Boundary>
      <Boundary what="The results">
        <Results />
      </Boundary>
      <Boundary what="The freezer">
        <FreezerCard
          onFounded={() => {
            location.hash = '#/evolve';
          }}
        />
      </Boundary>
    </main>
  );
}

function Import({ actions }: { readonly actions: RunActions }) {
  const ref = useRef<HTMLInputElement>(null);
  return (
    <div className={styles['import']}>
      <FileInput
        ref={ref}
        accept=".evo,.json,.bin,.zip"
        label="Files of runs or models"
        multiple
        onChoose={(files) => actions.import(files)}
      />
      <Button look="outlined" onClick={() => ref.current?.click()}>
        <Icon name="upload" /> Import
      </Button>
      <p className={styles['faint']}>or drop an .evo file, or a TensorFlow.js model, anywhere</p>
    </div>
  );
}

function Empty() {
  return (
    <div className={styles['empty']}>
      <Icon name="tree" size={28} />
      <h2>No runs of evolution yet</h2>
      <p>
        A run is here from its first generation on: <a href="#/evolve">begin one in the lab</a>, or
        import one that somebody sent you. Those of the <a href="#/strategy">strategy lab</a> are
        here from their first interval on.
      </p>
    </div>
  );
}

/** Frees what was put away here once this page is left. */
function usePurge(ids: readonly string[]): void {
  const library = useLibrary();
  const latest = useRef(ids);
  latest.current = ids;
  useEffect(
    () => () => {
      // Failing that, the next visit does it.
      if (latest.current.length > 0) library.purgePutAway(0, latest.current).catch(() => {});
    },
    [library],
  );
}
