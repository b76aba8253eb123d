import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { engineWords } from '#archive/engine-words.ts';
import { counted } from '#core/counted.ts';
import { elsewhereMatrix } from '#core/strategy/experiments/elsewhere-matrix.ts';
import { INTERVAL_WORDS } from '#core/strategy/experiments/estimate.ts';
import { experimentTable, tableText } from '#core/strategy/experiments/experiment-table.ts';
import { EXPERIMENTS, plannedRuns } from '#core/strategy/experiments/experiments.ts';
import { paperWords } from '#core/strategy/experiments/paper-signs.ts';
import type { Library } from '#store/library/library.ts';
import type { ExperimentRunner } from '#store/strategy/experiment-runner.ts';
import {
  experimentsOf,
  type KeptExperiment,
  MOST_SEEDS,
  missingRuns,
  questionOf,
  runsOf,
} from '#store/strategy/experiment-runs.ts';
import { useAnswer, useLibrary } from '../../library/library-context.ts';
import { Button } from '../../parts/Button.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { duration } from '../../parts/duration.ts';
import { Panel } from '../../parts/Panel.tsx';
import setup from '../../setup/Setup.module.css';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { takeWanted } from '../wanted.ts';
import wheel from '../wheel/Wheel.module.css';
import { ArmsChart } from './ArmsChart.tsx';
import { saveResults, saveTable } from './experiment-files.ts';
import { runnerOf } from './runner-of.ts';
import { TransferMatrix } from './TransferMatrix.tsx';

/** Questions that are answered by runs over several seeds: asked by a press, carried out one run after the other. */
export function Experiments() {
  const lab = useStrategy();
  const library = useLibrary();
  const runner = useMemo(() => runnerOf(lab, library), [lab, library]);
  const kept = useStore(runner.store, (state) => state.kept);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takeWanted('experiments')) ref.current?.scrollIntoView();
  }, []);
  return (
    <div ref={ref} style={{ scrollMarginTop: 64 }}>
      <Panel title="Experiments">
        {kept ? <Shown runner={runner} kept={kept} /> : <Asking runner={runner} />}
      </Panel>
    </div>
  );
}

/** Form for a question and its number of seeds, above the questions asked before. */
function Asking({ runner }: { readonly runner: ExperimentRunner }) {
  const id = useId();
  const draft = useStrategyState((state) => state.draft);
  const isRight = useStrategyState(({ problems }) => problems.length === 0);
  const catalog = useStrategyState((state) => state.catalog);
  const [chosen, setChosen] = useState(EXPERIMENTS[0]?.id ?? '');
  const [seeds, setSeeds] = useState(3);
  const experiment = EXPERIMENTS.find((each) => each.id === chosen);
  if (!experiment || !draft || !catalog) return null;
  const obstacle = isRight
    ? experiment.obstacle(draft, catalog)
    : 'The set-up must be put right first: its images, network and training are taken.';
  const runs = obstacle === null ? plannedRuns(experiment, draft, seeds, catalog).length : 0;
  return (
    <div className={wheel['asking']}>
      <div className={wheel['line']}>
        <label htmlFor={`${id}-which`}>Question</label>
        <select
          id={`${id}-which`}
          className={setup['input']}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {EXPERIMENTS.map((each) => (
            <option key={each.id} value={each.id}>
              {each.title}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-seeds`}>Seeds</label>
        <input
          id={`${id}-seeds`}
          type="number"
          min={1}
          max={MOST_SEEDS}
          className={setup['input']}
          value={seeds}
          onChange={(event) => {
            const number = Math.round(Number(event.target.value));
            if (number >= 1 && number <= MOST_SEEDS) setSeeds(number);
          }}
        />
        <Button
          look="outlined"
          disabled={obstacle !== null}
          onClick={() => runner.ask(experiment.id, draft, seeds)}
        >
          How long would it take?
        </Button>
      </div>
      <p className={wheel['text']}>
        <strong>{experiment.question}</strong> {experiment.paper}{' '}
        {obstacle ??
          `It takes ${counted(runs, 'run')} with the images, network and training of the set-up.`}
      </p>
      <Before runner={runner} />
    </div>
  );
}

function Before({ runner }: { readonly runner: ExperimentRunner }) {
  const library = useLibrary();
  const answer = useAnswer(useCallback((from: Library) => experimentsOf(from).list(), []));
  if (answer.kind !== 'there' || answer.value.items.length === 0) return null;
  const items = [...answer.value.items].sort((a, b) => b.createdAt - a.createdAt);
  return (
    <ul className={wheel['kept']} aria-label="Kept experiments">
      {items.map((kept) => (
        <li key={kept.id} className={wheel['line']}>
          <Button onClick={() => runner.open(kept)}>
            {questionOf(kept).title}, {counted(kept.seeds, 'seed')},{' '}
            {counted(kept.results.length, 'run')} done
          </Button>
          <Button
            aria-label={`Delete ${questionOf(kept).title} of ${new Date(kept.createdAt).toLocaleString()}`}
            onClick={() => void experimentsOf(library).delete(kept.id)}
          >
            Delete
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** An experiment under way or done: how far it is, and its table. */
function Shown({
  runner,
  kept,
}: {
  readonly runner: ExperimentRunner;
  readonly kept: KeptExperiment;
}) {
  const { status, seconds, problem } = useStore(runner.store);
  const catalog = useStrategyState((state) => state.catalog);
  const experiment = questionOf(kept);
  const [lines, table, signs] = useMemo(() => {
    const found = experimentTable(experiment, kept.results);
    return [found, tableText(experiment, found), paperWords(experiment, found)] as const;
  }, [experiment, kept.results]);
  const lab = useStrategy();
  const matrix = useMemo(() => elsewhereMatrix(kept.results), [kept.results]);
  if (!catalog) return null;
  const all = runsOf(kept, catalog).length;
  const missing = missingRuns(kept, catalog);
  const isOver = missing.length === 0;
  const other = engineWords(kept.engine, catalog);
  return (
    <div className={wheel['asking']}>
      <p className={wheel['text']}>
        <strong>
          {experiment.title}, {counted(kept.seeds, 'seed')}.
        </strong>{' '}
        {experiment.question} {experiment.paper}
      </p>
      <p role="status" className={wheel['text']}>
        {problem ||
          (other === null
            ? standing(status, kept.results.length, all, seconds, missing[0]?.seed)
            : `It was ${other}. ${counted(kept.results.length, 'run')} of it ${kept.results.length === 1 ? 'is' : 'are'} done and kept; others would not fit with ${kept.results.length === 1 ? 'it' : 'them'}, so ask the question anew.`)}
      </p>
      <div className={wheel['line']}>
        {other !== null && (
          <Button
            look="solid"
            title="With the same images, network, training and seeds; what is kept stays"
            onClick={() => runner.ask(kept.experiment, kept.base, kept.seeds)}
          >
            Ask it anew
          </Button>
        )}
        {(status === 'asked' || status === 'idle') && !isOver && other === null && (
          <Button look="solid" onClick={() => runner.goOn()}>
            {kept.results.length > 0 ? 'Go on' : 'Begin'}
          </Button>
        )}
        {(status === 'running' || status === 'timing') && (
          <Button look="outlined" onClick={() => runner.stop()}>
            Stop
          </Button>
        )}
        {(status === 'asked' || status === 'idle') && (
          <Button onClick={() => runner.close()}>Another question</Button>
        )}
        {kept.results.length > 0 && (
          <>
            <Button look="outlined" onClick={() => saveTable(kept)}>
              Table as CSV
            </Button>
            <Button look="outlined" onClick={() => saveResults(kept)}>
              All results as JSON
            </Button>
          </>
        )}
      </div>
      {kept.results.length > 0 && (
        <>
          <ArmsChart experiment={experiment} lines={lines} onNotice={(text) => lab.notify(text)} />
          <DataTable
            caption={`${experiment.title}: means over seeds`}
            head={table.head}
            rows={table.rows.map((cells) => ({
              key: cells.slice(0, 2).join(' '),
              cells: [...cells],
            }))}
          />
          {matrix && <TransferMatrix matrix={matrix} onNotice={(text) => lab.notify(text)} />}
          <p className={wheel['text']}>
            {INTERVAL_WORDS} {signs}
          </p>
        </>
      )}
    </div>
  );
}

function standing(
  status: 'idle' | 'timing' | 'asked' | 'running',
  done: number,
  all: number,
  seconds: number | null,
  seed: number | undefined,
): string {
  if (done === all) return `All ${counted(all, 'run')} are done.`;
  switch (status) {
    case 'timing':
      return 'A short run tells how long it would take …';
    case 'asked':
      return `${counted(all, 'run')}, about ${duration(seconds ?? 0)} on this machine. What runs is seen above, and every run is kept.`;
    case 'running':
      return `Run ${done + 1} of ${all} goes on, under seed ${seed ?? 0}.`;
    default:
      return `${done} of ${counted(all, 'run')} ${done === 1 ? 'is' : 'are'} done.`;
  }
}
