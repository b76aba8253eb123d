import { compactNumber } from '#core/compact-number.ts';
import { estimateCost } from '#core/cost.ts';
import { counted } from '#core/counted.ts';
import type { RunConfig } from '#core/run-config.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useLabState } from '../shell/lab-context.ts';
import styles from './Setup.module.css';
import { type RunTime, useRunTime } from './use-run-time.ts';

/** Estimate of the steps, updates and time that the set-up would take. */
export function Estimate({ draft }: { readonly draft: RunConfig }) {
  const catalog = useLabState((state) => state.catalog);
  const problems = useLabState((state) => state.problems.length);
  const time = useRunTime(problems === 0 ? draft : null);
  if (!catalog || problems > 0) return null;
  const cost = estimateCost(draft, catalog);
  return (
    <dl className={styles['estimate']} aria-label="What this set-up takes">
      <div>
        <dt>training steps</dt>
        <dd>{rounded(cost.steps)}</dd>
      </div>
      <div>
        <dt>updates</dt>
        <dd>{rounded(cost.updates)}</dd>
      </div>
      <div>
        <dt>computing time</dt>
        {time ? (
          <dd>{timeWords(time, draft)}</dd>
        ) : (
          <dd className={styles['untold']}>known after a generation</dd>
        )}
      </div>
    </dl>
  );
}

/** Writes a number as '9,600', '614k' or '2.5M'. */
const rounded = (value: number): string =>
  value < 1e4 ? shortNumber(value) : compactNumber(value);

function timeWords({ words, ends }: RunTime, { target }: RunConfig): string {
  if (ends)
    return `${words}: ${ends.solved} of ${counted(ends.runs, 'such run')} reached the target`;
  return target.enabled ? `${words}, less where the target is reached` : words;
}
