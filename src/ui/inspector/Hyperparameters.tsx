import type { Cell, History } from '#store/history/history.ts';
import { hyperparametersOf } from '#store/history/newborn.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useAlgorithm, useLabState } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

/** The agent's hyperparameters, and what the set-up began with where they have moved. */
export function Hyperparameters({
  history,
  cell,
}: {
  readonly history: History;
  readonly cell: Cell;
}) {
  const algorithm = useAlgorithm();
  const initial = useLabState((state) => state.config?.hyperparameters);
  if (!algorithm) return null;
  const values = hyperparametersOf(history, cell, (name) => initial?.[name]?.value ?? Number.NaN);
  return (
    <section className={styles['card']} aria-label="Hyperparameters">
      <h3>Hyperparameters</h3>
      <dl className={styles['values']}>
        {algorithm.hyperparameters.map(({ name, label }, index) => {
          const value = values[index] ?? Number.NaN;
          const first = initial?.[name]?.value;
          const moved = first !== undefined && shortNumber(first) !== shortNumber(value);
          return (
            <div key={name}>
              <dt>{label}</dt>
              <dd>
                {moved && <small>from {shortNumber(first)}</small>}
                <strong>{shortNumber(value)}</strong>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
