import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  ReferenceLine,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';
import type { Score } from '#store/history/scorecard.ts';
import { FAMILY_WORDS } from '#store/words/mutation-words.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { useSize } from '../parts/use-size.ts';
import { signed } from './agents-table.ts';
import styles from './Charts.module.css';
import { AXIS, SMALL, STILL, tickOf } from './Drawing.tsx';
import { niceTicks } from './fitness-points.ts';
import { HALO } from './Key.tsx';
import { extentOf } from './plot-area.ts';

const ROW = 44; // px
const BOTTOM = 40;
const SIDE = 20;
/** Share of a row above its interval: there the row's words are. */
const UNDER_WORDS = 0.66;

export const VERDICTS: Readonly<Record<Score['verdict'], string>> = {
  above: 'better than copies',
  below: 'worse than copies',
  overlaps: 'cannot be told',
  unknown: 'too few to tell',
};

/** A row for each kind of mutation: its mean change beside copies and the interval of it, over one axis. */
export function ScoreRows({ scores }: { readonly scores: readonly Score[] }) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const height = scores.length * ROW + BOTTOM;
  const ends = extentOf([0, ...scores.flatMap(({ mean, low, high }) => [mean, low, high])]);
  const ticks = niceTicks(ends?.low ?? -1, ends?.high ?? 1, width < 500 ? 4 : 7);
  const rows = scores.map(({ mean, low, high }, i) => ({
    row: i + UNDER_WORDS,
    mean: Number.isNaN(mean) ? null : mean,
    reach: Number.isNaN(low) ? null : [mean - low, high - mean],
  }));
  return (
    <div ref={ref} className={styles['plain']} style={{ height }} aria-hidden="true">
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          margin={{ left: SIDE, right: SIDE, top: 0, bottom: 0 }}
          data={rows}
          accessibilityLayer={false}
        >
          <XAxis
            {...AXIS}
            dataKey="mean"
            height={BOTTOM}
            domain={[ticks[0] as number, ticks.at(-1) as number]}
            ticks={ticks}
            axisLine={false}
            tick={tickOf('middle', [0, 10], signed)}
          />
          <YAxis type="number" dataKey="row" domain={[0, scores.length]} reversed hide />
          <CartesianGrid horizontal={false} syncWithTicks stroke="var(--line)" zIndex={0} />
          <ReferenceLine x={0} stroke="var(--text-faint)" zIndex={0} />
          {scores.map((score, i) => (
            <RowWords key={score.family} score={score} top={i * ROW} width={width} />
          ))}
          <Scatter
            {...STILL}
            dataKey="row"
            fill="var(--text)"
            stroke="var(--surface)"
            strokeWidth={1.5}
          >
            <ErrorBar
              {...STILL}
              dataKey="reach"
              direction="x"
              width={0}
              stroke="var(--text)"
              strokeWidth={2}
            />
          </Scatter>
          <text x={width - SIDE} y={height - BOTTOM + 32} textAnchor="end" {...SMALL}>
            change of fitness beside unmutated copies (mean return)
          </text>
        </ComposedChart>
      )}
    </div>
  );
}

function RowWords({
  score: { family, count, mean, verdict },
  top,
  width,
}: {
  readonly score: Score;
  readonly top: number;
  readonly width: number;
}) {
  return (
    <g fontSize={11.5} fill="var(--text-soft)">
      <line x1={0} x2={width} y1={top} y2={top} stroke="var(--line)" />
      <Glyph family={family} x={20} y={top + 12} size={10} />
      <text x={32} y={top + 16} fill="var(--text)" fontWeight={600} {...HALO}>
        {FAMILY_WORDS[family]}
      </text>
      <text x={width - SIDE} y={top + 16} textAnchor="end" {...HALO}>
        {count === 0
          ? 'no children yet'
          : `n ${count.toLocaleString('en-US')} · ${signed(mean)} · ${VERDICTS[verdict]}`}
      </text>
    </g>
  );
}
