import { viridisCss } from '../../genealogy/viridis.ts';
import styles from './Matrix.module.css';

const STEPS = 16;

/** Key to the colours of a matrix, from the least to the most. */
export const ShadeKey = ({ low, high }: { readonly low: string; readonly high: string }) => (
  <div className={styles['scale']}>
    <i>{low}</i>
    <svg width={STEPS * 6} height={10} aria-hidden="true">
      {Array.from({ length: STEPS }, (_, step) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
          key={step}
          x={step * 6}
          width={6.5}
          height={10}
          fill={viridisCss(step / (STEPS - 1))}
        />
      ))}
    </svg>
    <i>{high}</i>
  </div>
);
