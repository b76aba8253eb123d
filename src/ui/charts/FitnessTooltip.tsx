import { shortNumber } from '#store/mutation-words.ts';
import styles from './Charts.module.css';
import type { FitnessPoint } from './fitness-points.ts';

/** The figures of the generation under the pointer; Recharts gives the point. */
export function FitnessTooltip({
  active = false,
  payload = [],
}: {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: FitnessPoint }[];
}) {
  const point = payload[0]?.payload;
  if (!active || !point) return null;
  const lines: readonly (readonly [string, number])[] = [
    ['best so far', point.bestSoFar],
    ['best', point.best],
    ['median', point.median],
    ['mean', point.mean],
    ['worst', point.range[0]],
  ];
  return (
    <div className={styles['tooltip']}>
      <strong>Generation {point.generation}</strong>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shortNumber(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
