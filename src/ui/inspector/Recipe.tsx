import { lazy, Suspense, useState } from 'react';
import { counted } from '#core/counted.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import {
  collapse,
  firstOf,
  type RecipeEntry,
  recipeTo,
  withHandSets,
} from '#store/history/recipe.ts';
import { firstOwn } from '#store/lab/run-state.ts';
import { handSets } from '#store/words/edit-words.ts';
import { Button } from '../parts/Button.tsx';
import { useAlgorithm, useLabState } from '../shell/lab-context.ts';
import { useEdits } from '../shell/use-edits.ts';
import styles from './Inspector.module.css';
import { HandRow, RunRow, StepRow } from './RecipeRow.tsx';

const RecipeTools = lazy(async () => ({
  default: (await import('./RecipeTools.tsx')).RecipeTools,
}));

/** Rows that are shown at once: a recipe may be hundreds long. */
const PAGE = 40;

/** The mutations from the founder to the agent, and what was set by hand between them, the last first. */
export function Recipe({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const steps = recipeTo(history, cell);
  const edits = useEdits();
  const ownBegins = useLabState(firstOwn);
  const algorithm = useAlgorithm();
  const sets = algorithm ? handSets(edits, cell.generation, algorithm, ownBegins) : [];
  const entries = withHandSets(collapse(steps, sets), sets).toReversed();
  const count = steps.filter(({ mutation }) => mutation.family !== 'none').length;
  return (
    <section className={styles['card']} aria-label="Recipe">
      <h3>
        Recipe
        <small>
          {counted(count, 'mutation')} from{' '}
          {cell.generation === 0 ? 'the start' : 'founder to here'}
        </small>
      </h3>
      <Entries key={cell.agent} entries={entries} />
      <p className={styles['caution']}>
        Differences in fitness hold what training did too, and the luck of few evaluation episodes.
      </p>
      {isTested(history, cell) && (
        <Suspense>
          <RecipeTools history={history} cell={cell} />
        </Suspense>
      )}
    </section>
  );
}

/** A page of it, and the way to the others. */
function Entries({ entries }: { readonly entries: readonly RecipeEntry[] }) {
  const [asked, setAsked] = useState(0);
  /** Generation in which the run begins whose steps are shown one by one. */
  const [opened, setOpened] = useState<number | null>(null);
  const pages = Math.ceil(entries.length / PAGE);
  const page = Math.min(asked, pages - 1);
  return (
    <>
      <ol className={styles['recipe']}>
        {entries.slice(page * PAGE, (page + 1) * PAGE).map((entry, i) => {
          if (entry.kind === 'hand')
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; their order is that in which they came.
              <li key={`hand ${i}`}>
                <HandRow set={entry.set} />
              </li>
            );
          const { run } = entry;
          const { generation } = firstOf(run);
          const open = generation === opened;
          return (
            <li key={generation}>
              {run.steps.length === 1 ? (
                <StepRow step={firstOf(run)} />
              ) : (
                <RunRow
                  run={run}
                  open={open}
                  onToggle={() => setOpened(open ? null : generation)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {pages > 1 && (
        <div className={styles['pages']}>
          <Button look="outlined" disabled={page === 0} onClick={() => setAsked(page - 1)}>
            Later
          </Button>
          <span role="status">
            {page + 1} of {pages}
          </span>
          <Button look="outlined" disabled={page === pages - 1} onClick={() => setAsked(page + 1)}>
            Earlier
          </Button>
        </div>
      )}
    </>
  );
}
