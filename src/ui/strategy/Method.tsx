import { LEFT_OPEN, WHAT_IT_IS } from '../about/mat-agent.ts';
import { Panel } from '../parts/Panel.tsx';
import styles from './Strategy.module.css';

/** Says plainly what this lab is and is not. */
export function Method() {
  return (
    <Panel title="What this is, and what it is not">
      <div className={styles['method']}>
        <p>{WHAT_IT_IS}</p>
        <details>
          <summary>What the paper leaves open, and what was chosen</summary>
          <dl>
            {LEFT_OPEN.map(([open, here]) => (
              <div key={open}>
                <dt>{open}</dt>
                <dd>{here}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </Panel>
  );
}
