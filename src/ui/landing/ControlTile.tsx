import type { Ref } from 'react';
import { shortNumber } from '#store/words/mutation-words.ts';
import styles from './Theatre.module.css';

/** An agent of the control at its task, smaller and grey: it is there to be compared with. */
export function ControlTile({
  ref,
  slot,
  fitness,
}: {
  readonly ref: Ref<HTMLElement>;
  readonly slot: number;
  /** Null: it diverged; absent: not known yet. */
  readonly fitness: number | null | undefined;
}) {
  return (
    <figure ref={ref} className={styles['controlTile']}>
      <canvas role="img" aria-label={`Agent ${slot} without evolution`} />
      <figcaption>{fitness === undefined ? '' : shortNumber(fitness ?? Number.NaN)}</figcaption>
    </figure>
  );
}
