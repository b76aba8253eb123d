import { compactNumber } from '#core/compact-number.ts';
import type { RunConfig } from '#core/run-config.ts';
import { estimateRun } from '#store/machine-speed.ts';
import { shortNumber } from '#store/mutation-words.ts';
import { computingTime } from '../parts/duration.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';

/** What the set-up would take, before it is begun. */
export function Estimate({ draft }: { readonly draft: RunConfig }) {
  const catalog = useLabState((state) => state.catalog);
  const speed = useLabState((state) => state.machineSpeed);
  const problems = useLabState((state) => state.problems.length);
  if (!catalog || problems > 0) return null;
  const estimate = estimateRun(draft, catalog, speed);
  const time = computingTime(estimate);
  return (
    <dl
      className={styles['estimate']}
      aria-label="What this set-up takes"
      title={
        time === null
          ? 'How long it takes is told once this machine has been measured: with its first run.'
          : 'By what runs have taken on this machine, to the last generation. Networks that grow take longer.'
      }
    >
      <div>
        <dt>steps</dt>
        <dd>{rounded(estimate.steps)}</dd>
      </div>
      <div>
        <dt>updates</dt>
        <dd>{rounded(estimate.updates)}</dd>
      </div>
      {time !== null && (
        <div>
          <dt>computing time</dt>
          <dd>
            {time}
            {draft.target.enabled && ', less where the target is reached'}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** As '9,600', '614k' or '2.5M'. */
const rounded = (value: number): string =>
  value < 1e4 ? shortNumber(value) : compactNumber(value);
