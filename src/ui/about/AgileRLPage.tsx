import styles from './AboutPage.module.css';
import { DECISIONS } from './decisions.ts';

/** Page on where the playground behaves otherwise than the library whose method it is. */
export function AgileRLPage() {
  return (
    <main id="main" tabIndex={-1} className={styles['about']}>
      <p>
        <a href="#/about">How it works</a>
      </p>
      <h1 id="differences">Where this differs from AgileRL, and why</h1>
      <p className={styles['lead']}>
        The method is that of AgileRL, an open-source library for evolutionary hyperparameter
        optimization. In these places the playground behaves otherwise.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable by keyboard. */}
      <div className={styles['scroll']} tabIndex={0}>
        <table aria-labelledby="differences">
          <thead>
            <tr>
              <th scope="col">Matter</th>
              <th scope="col">AgileRL</th>
              <th scope="col">Here</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {DECISIONS.map(({ matter, there, here, why }) => (
              <tr key={matter}>
                <th scope="row">{matter}</th>
                <td>{there}</td>
                <td>{here}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </main>
  );
}
