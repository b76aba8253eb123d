import { shortNumber } from '#store/mutation-words.ts';
import type { Summary } from '#store/summary.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useSize } from '../parts/use-size.ts';
import { Axes } from './Axes.tsx';
import styles from './Charts.module.css';
import { linePathOf, plotArea } from './plot-area.ts';

interface Rate {
  readonly generation: number;
  readonly stepsPerSecond: number;
  readonly ms: number;
}

function rates(summaries: readonly Summary[]): Rate[] {
  return summaries.map(({ generation, steps, elapsedMs }, i) => {
    const before = summaries[i - 1];
    const ms = elapsedMs - (before?.elapsedMs ?? 0);
    const made = steps - (before?.steps ?? 0);
    return { generation, ms, stepsPerSecond: ms > 0 ? (made / ms) * 1000 : 0 };
  });
}

/** Environment steps a second of the whole population, by generation, evaluation included in the time. */
export function ThroughputChart({ summaries }: { readonly summaries: readonly Summary[] }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const points = rates(summaries);
  const last = points.at(-1);
  const area = plotArea(size, last?.generation ?? 0, [
    0,
    ...points.map(({ stepsPerSecond }) => stepsPerSecond),
  ]);
  const line = points.map(
    ({ generation, stepsPerSecond }) => [area.x(generation), area.y(stepsPerSecond)] as const,
  );
  return (
    <figure>
      <div ref={ref} className={styles['chart']}>
        {size.width > 0 && (
          <svg
            width={size.width}
            height={size.height}
            role="img"
            aria-label={
              last
                ? `Throughput by generation, last ${shortNumber(last.stepsPerSecond)} environment steps a second`
                : 'Throughput by generation'
            }
          >
            <Axes area={area} />
            <path
              d={linePathOf(line)}
              fill="none"
              stroke="var(--text)"
              strokeWidth={1.75}
              strokeLinejoin="round"
            />
            {last && points.length === 1 && (
              <circle
                cx={area.x(last.generation)}
                cy={area.y(last.stepsPerSecond)}
                r={3}
                fill="var(--text)"
              />
            )}
          </svg>
        )}
        {!last && (
          <p className={styles['waiting']}>The first point comes with the first generation.</p>
        )}
      </div>
      <figcaption className={styles['key']}>
        environment steps a second, whole population
      </figcaption>
    </figure>
  );
}

export function ThroughputTable({ summaries }: { readonly summaries: readonly Summary[] }) {
  return (
    <DataTable
      caption="Throughput by generation, the last first"
      head={['Generation', 'Steps a second', 'Milliseconds']}
      rows={rates(summaries)
        .toReversed()
        .map(({ generation, stepsPerSecond, ms }) => ({
          key: String(generation),
          cells: [String(generation), shortNumber(stepsPerSecond), shortNumber(ms)],
        }))}
    />
  );
}
