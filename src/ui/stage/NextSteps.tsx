import { useMemo } from 'react';
import { counted } from '#core/counted.ts';
import { moreGenerations } from '#store/lab/going-on.ts';
import { Button } from '../parts/Button.tsx';
import { useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { ControlRuns } from './ControlRuns.tsx';
import styles from './Stage.module.css';

/** Actions on the run shown. Their room is kept before they can be taken. */
export function NextSteps() {
  return (
    <div className={styles['next']}>
      <GoOn />
      <ControlRuns />
    </div>
  );
}

/** A run that has ended goes on from there, or it is said why it cannot. */
function GoOn() {
  const lab = useLab();
  useHistory(); // checkpoints to go on from come with it
  const status = useLabState((state) => state.status);
  const config = useLabState((state) => state.config);
  const catalog = useLabState((state) => state.catalog);
  const generations = useLabState((state) => state.generations);
  const on = useMemo(
    () => moreGenerations({ status, config, catalog, generations }),
    [status, config, catalog, generations],
  );
  if (!on) return null;
  const problem = lab.goingOnProblem();
  if (problem !== null) return <p>It cannot go on. {problem}</p>;
  return (
    <Button
      look="outlined"
      title="The same run, from where it ended; what it has so far stays as it is"
      onClick={() => lab.extend(on.values)}
    >
      Go on for {counted(on.more, 'more generation', 'more generations')}
      {status.kind === 'finished' && status.reason === 'target' && ', without the target'}
    </Button>
  );
}
