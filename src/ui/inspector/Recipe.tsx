import { lazy, Suspense, useState } from 'react';
import { counted } from '#core/counted.ts';
import type { Cell, History } from '#store/history.ts';
import { isTested } from '#store/newborn.ts';
import { collapse, firstOf, type RecipeRun, recipeTo } from '#store/recipe.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Inspector.module.css';
import { RunRow, StepRow } from './RecipeRow.tsx';

const RecipeTools = lazy(async () => ({
  default: (await import('./RecipeTools.tsx')).RecipeTools,
}));

/** Rows that are shown at once: a recipe may be hundreds long. */
const PAGE = 40;

/** The mutations from the founder to the agent, the last first. */
export function Recipe({ history, cell }: { readonly history: History; readonly cell: Cell }) {
  const steps = recipeTo(history, cell);
  const runs = collapse(steps).reverse();
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
      <Runs key={cell.agent} runs={runs} />
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
function Runs({ runs }: { readonly runs: readonly RecipeRun[] }) {
  const [asked, setAsked] = useState(0);
  /** Generation in which the run begins whose steps are shown one by one. */
  const [opened, setOpened] = useState<number | null>(null);
  const pages = Math.ceil(runs.length / PAGE);
  const page = Math.min(asked, pages - 1);
  return (
    <>
      <ol className={styles['recipe']}>
        {runs.slice(page * PAGE, (page + 1) * PAGE).map((run) => {
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
