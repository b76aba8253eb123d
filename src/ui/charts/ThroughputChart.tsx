import { shortNumber } from '#store/mutation-words.ts';
import type { Summary } from '#store/summary.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useSize } from '../parts/use-size.ts';
import styles from './Charts.module.css';

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

const [LEFT, RIGHT, TOP, BOTTOM] = [44, 14, 8, 22];

/** Environment steps a second of the whole population, by generation, evaluation included in the time. */
export function ThroughputChart({ summaries }: { readonly summaries: readonly Summary[] }) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const points = rates(summaries);
  const top = niceCeiling(Math.max(1, ...points.map(({ stepsPerSecond }) => stepsPerSecond)));
  const x = (i: number) => LEFT + ((i + 0.5) / points.length) * (width - LEFT - RIGHT);
  const y = (value: number) => height - BOTTOM - (value / top) * (height - TOP - BOTTOM);
  const line = points
    .map(
      ({ stepsPerSecond }, i) =>
        `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(stepsPerSecond).toFixed(1)}`,
    )
    .join('');
  const last = points.at(-1);
  return (
    <figure>
      <div ref={ref} className={styles['chart']}>
        {!last && (
          <p className={styles['empty']}>The first point comes with the first generation.</p>
        )}
        {width > 0 && last && (
          <svg
            width={width}
            height={height}
            role="img"
            aria-label={`Throughput by generation, last ${shortNumber(last.stepsPerSecond)} environment steps a second`}
          >
            {[0, 0.5, 1].map((share) => (
              <g key={share}>
                <line
                  x1={LEFT}
                  x2={width - RIGHT}
                  y1={y(share * top)}
                  y2={y(share * top)}
                  stroke="var(--line)"
                />
                <text
                  x={LEFT - 6}
                  y={y(share * top) + 4}
                  textAnchor="end"
                  fontSize={11}
                  fill="var(--text-faint)"
                >
                  {shortNumber(share * top)}
                </text>
              </g>
            ))}
            <path
              d={line}
              fill="none"
              stroke="var(--text)"
              strokeWidth={1.75}
              strokeLinejoin="round"
            />
            {points.length === 1 && (
              <circle cx={x(0)} cy={y(last.stepsPerSecond)} r={3} fill="var(--text)" />
            )}
            <text x={LEFT} y={height - 6} fontSize={11} fill="var(--text-faint)">
              generation 0
            </text>
            <text
              x={width - RIGHT}
              y={height - 6}
              textAnchor="end"
              fontSize={11}
              fill="var(--text-faint)"
            >
              {last.generation}
            </text>
          </svg>
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

/** The next of 1, 2, 5, 10, 20 … at or above. */
function niceCeiling(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * decade >= value) ?? 10) * decade;
}
