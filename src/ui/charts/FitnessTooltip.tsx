import { shortNumber } from '#store/mutation-words.ts';
import styles from './Charts.module.css';
import type { FitnessPoint } from './fitness-points.ts';
import type { PlotArea } from './plot-area.ts';

const WIDTH = 150; // px

const figures = (point: FitnessPoint): readonly (readonly [string, number])[] => [
  ['best so far', point.bestSoFar],
  ['best', point.best],
  ['median', point.median],
  ['mean', point.mean],
  ['worst', point.range[0]],
];

/** The figures of one generation, beside its place in the chart. */
export function FitnessTooltip({
  point,
  area,
}: {
  readonly point: FitnessPoint;
  readonly area: PlotArea;
}) {
  const x = area.x(point.generation);
  const left = x + 12 + WIDTH > area.width ? x - 12 - WIDTH : x + 12;
  return (
    <div className={styles['tooltip']} style={{ left, width: WIDTH }}>
      <strong>Generation {point.generation}</strong>
      <dl>
        {figures(point).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{shortNumber(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The same in words. */
export function fitnessSentence(point: FitnessPoint | undefined): string {
  if (!point) return 'No generation has been evaluated yet.';
  const told = figures(point).map(([name, value]) => `${name} ${shortNumber(value)}`);
  return `Generation ${point.generation}: ${told.join(', ')}.`;
}
