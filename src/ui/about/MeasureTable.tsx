import type { Measurement } from '#protocol/messages.ts';
import { contenderWords, networkWords, shareOfPeak } from '#store/lab/measuring.ts';
import styles from './MeasureMachine.module.css';

/** All figures, and what each contender is, or why it is not there. */
export function MeasureTable({ rows }: { readonly rows: readonly Measurement[] }) {
  const notes = new Map(rows.map(({ contender, note }) => [contender, note]));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className={styles['scroll']} tabIndex={0} aria-label="What was measured">
        <table className={styles['figures']}>
          <thead>
            <tr>
              <th scope="col">Contender</th>
              <th scope="col">Network</th>
              <th scope="col">Agents</th>
              <th scope="col">Updates per second</th>
              <th scope="col">GFLOP/s</th>
              <th scope="col">Peak</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.contender} ${row.width} ${row.population}`}>
                <td>{contenderWords(row.contender)}</td>
                <td>{networkWords(row)}</td>
                <td>{row.population}</td>
                {row.updatesPerSecond === null ? (
                  <td colSpan={4} className={styles['none']}>
                    {row.note}
                  </td>
                ) : (
                  <Figures row={row} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl className={styles['devices']}>
        {[...notes].map(([contender, note]) => (
          <div key={contender}>
            <dt>{contenderWords(contender)}</dt>
            <dd>{note}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Figures({ row }: { readonly row: Measurement }) {
  const { updatesPerSecond, gflops, peakGflops } = row;
  const share = shareOfPeak(row);
  return (
    <>
      <td>{Math.round(updatesPerSecond ?? 0).toLocaleString('en')}</td>
      <td>{gflops?.toFixed(2)}</td>
      <td>{peakGflops?.toFixed(1) ?? 'unknown'}</td>
      <td>{share === null ? '' : `${(100 * share).toFixed(1)} %`}</td>
    </>
  );
}
