import { FAMILY_WORDS, shortNumber } from '#store/mutation-words.ts';
import type { Score } from '#store/scorecard.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { useSize } from '../parts/use-size.ts';
import { signed } from './agents-table.ts';
import styles from './Charts.module.css';
import { niceTicks } from './fitness-points.ts';
import { extentOf } from './plot-area.ts';

const ROW = 44; // px
const TOP = 6;
const BOTTOM = 40;
const SIDE = 20;

export const VERDICTS: Readonly<Record<Score['verdict'], string>> = {
  above: 'better than copies',
  below: 'worse than copies',
  overlaps: 'cannot be told',
  unknown: 'too few to tell',
};

/** A row for each kind of mutation: its mean change beside copies and the interval of it, over one axis. */
export function ScoreRows({ scores }: { readonly scores: readonly Score[] }) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const height = TOP + Math.max(5, scores.length) * ROW + BOTTOM;
  const ends = extentOf([0, ...scores.flatMap(({ mean, low, high }) => [mean, low, high])]);
  const ticks = niceTicks(ends?.low ?? -1, ends?.high ?? 1, width < 500 ? 4 : 7);
  const [least, most] = [ticks[0] as number, ticks.at(-1) as number]; // there are always two
  const x = (value: number) =>
    SIDE + ((value - least) / (most - least)) * Math.max(0, width - 2 * SIDE);
  const floor = height - BOTTOM;
  return (
    <div ref={ref} className={styles['plain']} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          <g fontSize={11} fill="var(--text-faint)" textAnchor="middle">
            {ticks.map((tick) => (
              <g key={tick}>
                <path
                  d={upright(x(tick), scores.length)}
                  stroke={tick === 0 ? 'var(--text-faint)' : 'var(--line)'}
                />
                <text x={x(tick)} y={floor + 16}>
                  {signed(tick)}
                </text>
              </g>
            ))}
            <text x={width - SIDE} y={floor + 32} textAnchor="end">
              change of fitness beside unmutated copies (mean return)
            </text>
          </g>
          {scores.map((score, i) => (
            <Row key={score.family} score={score} top={TOP + i * ROW} x={x} width={width} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** An upright line through all rows that leaves their words free. */
const upright = (x: number, rows: number): string =>
  Array.from({ length: rows }, (_, i) => `M${x.toFixed(1)} ${TOP + i * ROW + 21}v${ROW - 21}`).join(
    '',
  );

function Row({
  score: { family, count, mean, low, high, verdict },
  top,
  x,
  width,
}: {
  readonly score: Score;
  readonly top: number;
  readonly x: (value: number) => number;
  readonly width: number;
}) {
  const y = top + 30;
  const halo = { stroke: 'var(--surface)', strokeWidth: 3, paintOrder: 'stroke' } as const;
  return (
    <g fontSize={11.5} fill="var(--text-soft)">
      <line x1={0} x2={width} y1={top} y2={top} stroke="var(--line)" />
      <Glyph family={family} x={20} y={top + 12} size={10} />
      <text x={32} y={top + 16} fill="var(--text)" fontWeight={600} {...halo}>
        {FAMILY_WORDS[family]}
      </text>
      <text x={width - SIDE} y={top + 16} textAnchor="end" {...halo}>
        {count === 0
          ? 'no children yet'
          : `n ${count.toLocaleString('en-US')} · ${signed(mean)} · ${VERDICTS[verdict]}`}
      </text>
      {!Number.isNaN(low) && (
        <line
          x1={x(low)}
          x2={x(high)}
          y1={y}
          y2={y}
          stroke="var(--text)"
          strokeWidth={2}
          strokeLinecap="round"
        />
      )}
      {count > 0 && (
        <circle
          cx={x(mean)}
          cy={y}
          r={4.5}
          fill="var(--text)"
          stroke="var(--surface)"
          strokeWidth={1.5}
        >
          <title>{shortNumber(mean)}</title>
        </circle>
      )}
    </g>
  );
}
