import { maximum, minimum, withoutNaN } from '#core/statistics.ts';
import styles from './Library.module.css';

const WIDTH = 132;
const HEIGHT = 36;
const INSET = 3;

/** Best fitness of each generation as a line, for a glance. The figures stand beside it. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const finite = withoutNaN(values);
  const [low, high] = [minimum(finite), maximum(finite)];
  const span = high - low || 1;
  const x = (i: number) => INSET + (i / Math.max(1, values.length - 1)) * (WIDTH - 2 * INSET);
  const y = (value: number) => HEIGHT - INSET - ((value - low) / span) * (HEIGHT - 2 * INSET);
  const points = values.flatMap((value, i) =>
    Number.isNaN(value) ? [] : [`${x(i).toFixed(1)},${y(value).toFixed(1)}`],
  );
  const last = points.at(-1)?.split(',');
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className={styles['sparkline']}>
      <polyline points={points.join(' ')} />
      {last && <circle cx={last[0]} cy={last[1]} r={2.4} />}
    </svg>
  );
}
