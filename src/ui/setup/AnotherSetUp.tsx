import { isUnderWay } from '#store/lab/run-state.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Says that the form holds another set-up than the run's, which nothing in it reaches, and how to run it or leave it. */
export function AnotherSetUp() {
  const lab = useLab();
  const problems = useLabState((state) => state.problems.length);
  const waiting = useLabState((state) => state.waiting);
  const goesOn = useLabState((state) => isUnderWay(state.status));
  return (
    <div className={styles['pending']} role="status">
      <p>
        This set-up is not the run’s{goesOn ? ': nothing that you change here reaches it' : ''}.{' '}
        {waiting
          ? 'It came with the link, and waits above.'
          : 'Start it, or go back to the run’s settings.'}
      </p>
      {/* A set-up that a link brought is begun where the link is told of. */}
      {!waiting && (
        <Button look="solid" disabled={problems > 0} onClick={() => lab.start()}>
          Start it
        </Button>
      )}
      <Button look="outlined" onClick={() => lab.showRunsForm()}>
        Back to the run’s settings
      </Button>
    </div>
  );
}
