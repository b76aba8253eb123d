import { shareOf } from '#store/history/density.ts';
import { descent } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import type { AgentRow, ParallelAxis } from '#store/history/parallel.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useRunView } from '../../shell/lab-context.ts';
import { linePathOf } from '../plot-area.ts';
import styles from './Parallel.module.css';

/** Agents listed. */
const MOST = 12;
const [WIDTH, HEIGHT] = [52, 16]; // px of a sparkline

/** Table in place of parallel coordinates on narrow screens: the fittest agents, and how each value came about. */
export function Ranking({
  history,
  axes,
  rows,
  selected,
}: {
  readonly history: History;
  readonly axes: readonly ParallelAxis[];
  readonly rows: readonly AgentRow[];
  readonly selected: number | null;
}) {
  const lab = useRunView();
  const columns = [...axes].sort(
    (a, b) => Number(b.name === 'fitness') - Number(a.name === 'fitness'),
  );
  return (
    <div className={styles['ranking']}>
      <table>
        <caption className="visually-hidden">
          The fittest agents; lines show a value from the founder to the agent
        </caption>
        <thead>
          <tr>
            <th scope="col">Agent</th>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr key={row.agent} aria-current={row.agent === selected || undefined}>
              <td>
                <button
                  type="button"
                  onClick={() => lab.select({ generation: row.generation, agent: row.agent })}
                >
                  {row.agent}
                </button>
              </td>
              {columns.map((axis) => (
                <td key={axis.name}>
                  {shortNumber(axis.valueIn(row))}
                  <Sparkline history={history} axis={axis} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value from the founder to an agent, a point a generation. */
function Sparkline({
  history,
  axis: { valueIn, scale },
  row,
}: {
  readonly history: History;
  readonly axis: ParallelAxis;
  readonly row: AgentRow;
}) {
  const path = descent(history, row.generation, row.slot);
  const points = Array.from(path, (slot, generation) => {
    const { agent, fitness, parameters } = history.cell(generation, slot);
    const share = shareOf(valueIn({ agent, generation, slot, fitness, parameters }), scale);
    const x = 1 + (generation / Math.max(1, path.length - 1)) * (WIDTH - 6);
    return [x, HEIGHT - 2 - Math.min(1, Math.max(0, share)) * (HEIGHT - 4)] as const;
  }).filter(([, y]) => !Number.isNaN(y));
  const last = points.at(-1);
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={linePathOf(points)} fill="none" stroke="var(--text-soft)" strokeWidth={1.25} />
      {last && <circle cx={last[0]} cy={last[1]} r={2.2} fill="var(--text)" />}
    </svg>
  );
}
