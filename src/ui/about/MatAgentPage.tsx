import styles from './AboutPage.module.css';
import { LEFT_OPEN, WHAT_IT_IS } from './mat-agent.ts';

/** Page about the strategy lab: its purpose, the points that its paper leaves open, and the choices made here. */
export function MatAgentPage() {
  return (
    <main id="main" tabIndex={-1} className={styles['about']}>
      <p>
        <a href="#/about">How it works</a> · <a href="#/strategy">The strategy lab</a>
      </p>
      <h1 id="left-open">What MAT-Agent leaves open, and what was chosen</h1>
      <p className={styles['lead']}>{WHAT_IT_IS}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard. */}
      <div className={styles['scroll']} tabIndex={0}>
        <table aria-labelledby="left-open">
          <thead>
            <tr>
              <th scope="col">In the paper and its code</th>
              <th scope="col">Here</th>
            </tr>
          </thead>
          <tbody>
            {LEFT_OPEN.map(([open, here]) => (
              <tr key={open}>
                <td>{open}</td>
                <td>{here}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </main>
  );
}
