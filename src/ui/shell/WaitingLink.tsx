import { isRunsForm, isUnderWay } from '#store/lab-state.ts';
import { estimateRun } from '#store/machine-speed.ts';
import { Button } from '../parts/Button.tsx';
import { computingTime } from '../parts/duration.ts';
import { useLab, useLabState } from './lab-context.ts';
import styles from './Notices.module.css';

/** Says that what a link has set up runs at a word, and how long that takes. A link with a result says so itself. */
export function WaitingLink() {
  const lab = useLab();
  const isShown = useLabState(({ waiting, reference }) => waiting && reference === null);
  const catalog = useLabState((state) => state.catalog);
  const draft = useLabState((state) => (state.problems.length === 0 ? state.draft : null));
  const speed = useLabState((state) => state.machineSpeed);
  const isOther = useLabState((state) => !isRunsForm(state));
  const goesOn = useLabState((state) => isUnderWay(state.status));
  if (!isShown) return null;
  const time = catalog && draft && computingTime(estimateRun(draft, catalog, speed));
  return (
    <div role="status" className={styles['notice']}>
      <p>
        <strong>A run is set up by the link.</strong> It waits for you
        {time && `: it takes ${time}`}.
        {goesOn && isOther && ' Until then the run below goes on as it is.'}
      </p>
      {isOther && (
        <Button look="outlined" onClick={() => lab.showRunsForm()}>
          Not now
        </Button>
      )}
      <Button look="solid" disabled={!draft} onClick={() => lab.start()}>
        Run it
      </Button>
    </div>
  );
}
