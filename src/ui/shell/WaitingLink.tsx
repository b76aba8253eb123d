import { lazy, Suspense } from 'react';
import { isUnderWay } from '#store/lab/run-state.ts';
import { isRunsForm } from '#store/lab/set-up-state.ts';
import { waitedAt } from '#store/lab/tab-memory.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from './lab-context.ts';
import styles from './Notices.module.css';
import { wasStarted } from './own-links.ts';

const WaitingTime = lazy(async () => ({
  default: (await import('./WaitingTime.tsx')).WaitingTime,
}));

/**
 * Says that what a link has set up runs at a word, and how long that takes. A link with a result says so itself. While
 * the address is read its place is kept, so that nothing below moves.
 */
export function WaitingLink() {
  const lab = useLab();
  const isShown = useLabState(({ waiting, reference }) => waiting && reference === null);
  const isRight = useLabState((state) => state.draft !== null && state.problems.length === 0);
  const isOther = useLabState((state) => !isRunsForm(state));
  const goesOn = useLabState((state) => isUnderWay(state.status));
  const isPaused = useLabState(({ status }) => status.kind === 'paused');
  const isReading = useLabState(
    (state) => state.catalog === null || (state.seeking && state.reference === null),
  );
  if (!isShown && !(isReading && mayWait(location.hash))) return null;
  return (
    <div
      role="status"
      className={styles['notice']}
      style={isShown ? undefined : { visibility: 'hidden' }}
    >
      <p>
        <strong>A run is set up by the link.</strong> It waits for you
        <Suspense>
          <WaitingTime />
        </Suspense>
        .
        {goesOn &&
          isOther &&
          ` Until then the run below ${isPaused ? 'stays paused' : 'goes on as it is'}.`}
      </p>
      {isOther && (
        <Button look="outlined" onClick={() => lab.showRunsForm()}>
          Not now
        </Button>
      )}
      <Button look="solid" disabled={!isRight} onClick={() => lab.start()}>
        Run it
      </Button>
    </div>
  );
}

/** Tells whether an address that is not yet read may hold a run that is to wait. */
const mayWait = (hash: string): boolean =>
  /\?|%3f/i.test(hash) && !wasStarted(hash) && waitedAt(hash) !== false;
