import { generationNumber } from '#core/generation-number.ts';
import { maximum, minimum, withoutNaN } from '#core/statistics.ts';
import type { History } from '#store/history/history.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { compareReplay } from '#store/words/replay-words.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useHistory } from '../shell/lab-context.ts';
import styles from './Inspector.module.css';

const [WIDTH, HEIGHT, EDGE] = [300, 84, 6];

/** The fitness of one agent that follows a recipe, beside that of the lineage that it is of. */
export function ReplayComparison({
  history,
  original,
}: {
  readonly history: History;
  readonly original: readonly number[];
}) {
  useHistory(); // grows
  if (original.length === 0) return null;
  const replay = Array.from({ length: history.generations }, (_, g) => history.fitness(g, 0));
  const numbers = withoutNaN([...original, ...replay]);
  const [low, high] = [minimum(numbers), maximum(numbers)];
  const x = (g: number) => EDGE + (g / Math.max(1, original.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) =>
    HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const line = (values: readonly number[]) =>
    values
      .map((value, g) => (Number.isNaN(value) ? '' : `${g === 0 ? 'M' : 'L'}${x(g)} ${y(value)}`))
      .join('')
      .replace(/^L/, 'M');
  const words = compareReplay(replay, original);
  return (
    <figure className={styles['comparison']}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={words}>
        <path
          d={line(original)}
          fill="none"
          stroke="var(--text-faint)"
          strokeWidth={1.5}
          strokeDasharray="4 3"
        />
        <path d={line(replay)} fill="none" stroke="var(--text)" strokeWidth={2} />
        {replay.length > 0 && !Number.isNaN(replay.at(-1)) && (
          <circle
            cx={x(replay.length - 1)}
            cy={y(replay.at(-1) as number)}
            r={3}
            fill="var(--text)"
          />
        )}
      </svg>
      <figcaption>
        <span>
          <svg width={18} height={8} aria-hidden="true">
            <line x2={18} y1={4} y2={4} stroke="var(--text)" strokeWidth={2} />
          </svg>
          replay
        </span>
        <span>
          <svg width={18} height={8} aria-hidden="true">
            <line
              x2={18}
              y1={4}
              y2={4}
              stroke="var(--text-faint)"
              strokeWidth={1.5}
              strokeDasharray="4 3"
            />
          </svg>
          original lineage
        </span>
        <span>
          {shortNumber(low)} to {shortNumber(high)}
        </span>
      </figcaption>
      <p>{words}</p>
      <details>
        <summary>In numbers</summary>
        <DataTable
          caption="Fitness of the replay and of the original lineage by generation"
          head={['generation', 'replay', 'original']}
          rows={original.map((value, g) => ({
            key: String(g),
            cells: [
              String(generationNumber(g)),
              shortNumber(replay[g] ?? Number.NaN),
              shortNumber(value),
            ],
          }))}
        />
      </details>
    </figure>
  );
}
