import { counted } from '#core/counted.ts';
import type { Field } from '#core/field.ts';
import { liveChanges } from '#store/lab/going-on.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { pendingChanges } from '#store/set-up/pending-changes.ts';
import { Button } from '../parts/Button.tsx';
import { useLab, useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** Says what is set up and the run shown does not have yet, when it will, and how to run it. */
export function PendingChanges({ fields }: { readonly fields: readonly Field[] }) {
  const lab = useLab();
  const draft = useLabState((state) => state.draft);
  const config = useLabState((state) => state.config);
  const catalog = useLabState((state) => state.catalog);
  const status = useLabState((state) => state.status);
  const wrong = useLabState((state) => state.problems.length > 0);
  if (!draft || !config || wrong) return null;
  const { live, restart } = pendingChanges(draft, config, fields, isUnderWay(status));
  // While it runs, what is live is taken over sooner than it could be read.
  const waitsForStep = status.kind === 'paused' && live.length > 0;
  if (restart.length === 0 && !waitsForStep) return null;
  const canGoOn = catalog !== null && lab.goingOnProblem() === null;
  const onward = canGoOn ? liveChanges(draft, config, catalog) : null;
  return (
    <div className={styles['pending']} role="status">
      {waitsForStep && (
        <p>
          {counted(live.length, 'change')} {live.length === 1 ? 'applies' : 'apply'} from the next
          step on: {listed(live)}
        </p>
      )}
      {restart.length > 0 && (
        <>
          <p>
            {counted(restart.length, 'change needs', 'changes need')} a restart
            {onward && ', or the run to go on'}: {listed(restart)}
          </p>
          {onward && (
            <Button look="solid" onClick={() => lab.extend(onward)}>
              Go on from the end with {restart.length === 1 ? 'it' : 'them'}
            </Button>
          )}
          <Button look={onward ? 'outlined' : 'solid'} onClick={() => lab.start()}>
            Restart with changes
          </Button>
        </>
      )}
    </div>
  );
}

const listed = (labels: readonly string[]) =>
  `${labels.slice(0, 3).join(', ')}${labels.length > 3 ? '…' : ''}`;
