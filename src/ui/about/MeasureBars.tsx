import { counted } from '#core/counted.ts';
import type { Measurement } from '#protocol/messages.ts';
import { contenderWords, networkWords, shareOfPeak } from '#store/lab/measuring.ts';
import styles from './MeasureMachine.module.css';

/** A bar for each contender, case by case; each case has the scale of its fastest. */
export function MeasureBars({ rows }: { readonly rows: readonly Measurement[] }) {
  const titles = [...new Set(rows.map(caseWords))];
  return (
    <figure className={styles['bars']} aria-label="Updates per second, as bars">
      {titles.map((title) => {
        const own = rows.filter((row) => caseWords(row) === title);
        const most = Math.max(...own.map(({ updatesPerSecond }) => updatesPerSecond ?? 0));
        return (
          <div key={title}>
            <h3>{title}</h3>
            <ul>
              {own.map((row) => (
                <li key={row.contender}>
                  <span>{contenderWords(row.contender)}</span>
                  <span className={styles['figure']}>{figureWords(row)}</span>
                  {row.updatesPerSecond !== null && (
                    <span
                      className={styles['bar']}
                      data-own={!row.contender.startsWith('tfjs') || undefined}
                      style={{ inlineSize: `${(100 * row.updatesPerSecond) / most}%` }}
                    />
                  )}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <figcaption>
        Updates per second of the whole population, batch 64, and the floating-point operations of
        their matrix products as a share of the most that this machine was measured to make: with as
        many threads, or on its GPU.
      </figcaption>
    </figure>
  );
}

const caseWords = (row: Measurement): string =>
  `${networkWords(row)}, ${counted(row.population, 'agent')}`;

function figureWords(row: Measurement): string {
  if (row.updatesPerSecond === null) return 'not measured';
  const share = shareOfPeak(row);
  const rate = Math.round(row.updatesPerSecond).toLocaleString('en');
  return share === null
    ? rate
    : `${rate} · ${(100 * share).toFixed(share < 0.1 ? 1 : 0)} % of peak`;
}
