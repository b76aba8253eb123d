import { generationNumber } from '#core/generation-number.ts';
import { NO_MUTATION } from '#core/lineage.ts';
import type { Recording } from '#protocol/recording.ts';
import { descent } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { viridisCss } from '../genealogy/viridis.ts';
import { useSize } from '../parts/use-size.ts';
import styles from './LineageDrawing.module.css';
import { pathLabels } from './path-labels.ts';
import { bestOf, type RecordedRun } from './recorded-run.ts';

const TOP = 10;
const FITNESS = 54;
const BETWEEN = 20;
const ROW = 21;
const LEFT = 34;
const RIGHT = 12;

/** Best fitness by generation, with and without evolution, and below it, generation under generation, who descends from whom. Grows with the recording. */
export function LineageDrawing({
  run: { recording, history },
  generation,
  evaluated,
  finished,
}: {
  readonly run: RecordedRun;
  /** The newest one drawn. */
  readonly generation: number;
  /** True when its fitness is known. */
  readonly evaluated: boolean;
  /** True when the way to the champion is shown. */
  readonly finished: boolean;
}) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const rows = history.populationSize;
  const height = TOP + FITNESS + BETWEEN + rows * ROW + 4;
  const known = generation + (evaluated ? 1 : 0);
  const [worst, best] = recording.environment.returnRange;
  const share = (fitness: number) => (fitness - worst) / (best - worst);
  const x = (g: number) =>
    LEFT + ((g + 0.5) * Math.max(0, width - LEFT - RIGHT)) / history.generations;
  /** Half a node; where there are many generations, nodes are narrow. */
  const half = Math.min(8, (0.36 * Math.max(0, width - LEFT - RIGHT)) / history.generations);
  const y = (row: number) => TOP + FITNESS + BETWEEN + (row + 0.5) * ROW;
  const level = (fitness: number) => TOP + FITNESS * (1 - share(fitness));
  const line = history.summaries
    .slice(0, known)
    .map(({ max }, g) => `${g === 0 ? 'M' : 'L'}${x(g)} ${level(max)}`)
    .join('');
  const controlLine = recording.control.generations
    .slice(0, known)
    .map(({ fitness }, g) => `${g === 0 ? 'M' : 'L'}${x(g)} ${level(bestOf(fitness))}`)
    .join('');
  const path = finished ? championPath(recording, history) : [];
  /** The mutation that an agent was born with in that generation, in words and in fewer. */
  const born = (g: number, slot: number): readonly string[] => {
    const { agent, isNew } = history.cell(g, slot);
    const mutation = (isNew && history.birth(agent)?.mutation) || NO_MUTATION;
    const { words, short } = mutationLabel(mutation, recording.algorithm);
    return [words, short];
  };
  const onPath = new Set(path.map(({ g, slot }) => `${g} ${slot}`));
  return (
    <div ref={box} className={styles['drawing']} style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Fitness and genealogy up to generation ${generationNumber(generation)}`}
        >
          <g className={styles['axis']}>
            <line x1={LEFT} x2={width - RIGHT} y1={level(best)} y2={level(best)} />
            <line x1={LEFT} x2={width - RIGHT} y1={level(worst)} y2={level(worst)} />
            <text x={LEFT - 6} y={level(best) + 4}>
              {best}
            </text>
            <text x={LEFT - 6} y={level(worst) + 4}>
              {worst}
            </text>
          </g>
          <path d={controlLine} className={styles['without']} />
          <path d={line} className={styles['best']} />
          {cellsBefore(history, known).map(({ generation: g, slot, fitness }) => (
            <circle
              key={`${g} ${slot}`}
              cx={x(g)}
              cy={level(fitness)}
              r={2.6}
              fill={viridisCss(share(fitness))}
              className={styles['dot']}
            />
          ))}
          {cellsBefore(history, generation + 1).map(
            ({ generation: g, slot, row, parentSlot, family }) =>
              parentSlot < 0 ? null : (
                <path
                  key={`${g} ${slot}`}
                  d={curve(x(g - 1), y(history.row(g - 1, parentSlot)), x(g), y(row))}
                  pathLength={1}
                  className={styles['edge']}
                  style={{
                    stroke: onPath.has(`${g} ${slot}`) ? 'var(--text)' : `var(--family-${family})`,
                    strokeWidth: onPath.has(`${g} ${slot}`) ? 3 : 1.5,
                    opacity: finished && !onPath.has(`${g} ${slot}`) ? 0.35 : 1,
                  }}
                />
              ),
          )}
          {cellsBefore(history, generation + 1).map(
            ({ generation: g, slot, row, fitness, isNew, family }) => (
              <g
                key={`${g} ${slot}`}
                className={styles['node']}
                opacity={finished && !onPath.has(`${g} ${slot}`) ? 0.35 : 1}
              >
                <rect
                  x={x(g) - half}
                  y={y(row) - 6}
                  width={2 * half}
                  height={12}
                  rx={4}
                  fill={g < known ? viridisCss(share(fitness)) : 'var(--surface)'}
                  stroke={g < known ? 'none' : 'var(--line-strong)'}
                />
                {isNew && (
                  <Glyph family={family} x={x(g)} y={y(row)} size={Math.min(8, 1.6 * half)} />
                )}
              </g>
            ),
          )}
          {pathLabels(
            path.map(({ g, slot }) => ({
              x: x(g),
              y: y(history.row(g, slot)),
              texts: born(g, slot),
            })),
            { x0: 0, x1: width, y0: TOP + FITNESS, y1: height },
          ).map(({ x: at, y: line, words }) => (
            <text key={at} x={at} y={line} className={styles['label']}>
              {words}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

/** All cells of the first so many generations. */
const cellsBefore = (history: History, end: number) =>
  history.summaries.slice(0, end).flatMap(({ generation }) => history.cells(generation));

/** Founder to champion. */
function championPath(
  { champion: { generation, agent } }: Recording,
  history: History,
): readonly { readonly g: number; readonly slot: number }[] {
  const slot = history.slotOf(generation, agent);
  if (slot < 0) return [];
  return Array.from(descent(history, generation, slot), (at, g) => ({ g, slot: at }));
}

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
