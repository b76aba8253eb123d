import { useState } from 'react';
import { type RunRecord, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import type { Lab } from '#store/lab/lab.ts';
import type { RunList } from '#store/library/library.ts';
import { openRun } from '#store/library/open-run.ts';
import { championWord, dateWord, standingOf } from '#store/library/run-words.ts';
import { useLibrary } from '../library/library-context.ts';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './RecentRuns.module.css';

/** Runs shown at most. */
const MOST = 4;

/** The last runs of this browser, to go on with or to look at. */
export function RecentRuns({ list }: { readonly list: RunList }) {
  const lab = useLab();
  const library = useLibrary();
  const catalog = useLabState((state) => state.catalog);
  const [opening, setOpening] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (list.runs.length === 0) return null;
  const open = async ({ id }: RunRecord) => {
    setOpening(id);
    setProblem(null);
    await engineOf(lab);
    const wrong = await openRun(lab, library, id, { paused: true });
    setOpening(null);
    if (wrong === null) location.hash = '#/evolve';
    else setProblem(wrong);
  };
  return (
    <section aria-labelledby="recent-title" className={styles['recent']}>
      <header>
        <h2 id="recent-title">Your recent runs</h2>
        <a href="#/runs">All runs</a>
      </header>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <ul>
        {list.runs.slice(0, MOST).map((record) => (
          <li key={record.id}>
            <button
              type="button"
              disabled={opening !== null}
              aria-busy={opening === record.id}
              onClick={() => open(record)}
            >
              <strong>{titleOf(record, catalog)}</strong>
              <span>
                {standingOf(record, list.active.has(record.id), catalog?.engine ?? null)} ·{' '}
                {record.generations} of {counted(record.config.generations, 'generation')}
              </span>
              <span>
                champion {championWord(record)} · {dateWord(record.createdAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Starts the engine, and waits until it is there. */
function engineOf(lab: Lab): Promise<void> {
  return new Promise((resolve) => {
    if (lab.store.getState().catalog) return resolve();
    const stop = lab.store.subscribe(({ catalog }) => {
      if (!catalog) return;
      stop();
      resolve();
    });
    lab.wake();
  });
}
