import type { ReactNode } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  ReferenceLine,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';
import { useSize } from '../parts/use-size.ts';
import { signed } from './agents-table.ts';
import styles from './Charts.module.css';
import { AXIS, SMALL, STILL, tickOf } from './Drawing.tsx';
import { niceTicks } from './fitness-points.ts';
import { HALO, LineKey, MarkKey } from './Key.tsx';
import { type Extent, extentOf } from './plot-area.ts';

const ROW = 44; // px
const BOTTOM = 40;
const SIDE = 20;
/** Share of a row above its interval: there the row's words are. */
const UNDER_WORDS = 0.66;

/** A mean and its interval; NaN where there is none. */
export interface IntervalRow {
  readonly key: string;
  readonly name: string;
  /** At (20, 12) in a row. */
  readonly mark?: ReactNode;
  /** The verdict in a few words. */
  readonly told: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Means with their intervals, one below the other, over an axis that holds 0. */
export function IntervalRows({
  rows,
  axis,
  extent = null,
}: {
  readonly rows: readonly IntervalRow[];
  /** Name of the axis, with its unit. */
  readonly axis: string;
  /** Extent of the axis; that of the intervals where it is missing. */
  readonly extent?: Extent | null;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const height = rows.length * ROW + BOTTOM;
  const { low, high } = extent ??
    extentOf([0, ...rows.flatMap((row) => [row.mean, row.low, row.high])]) ?? { low: -1, high: 1 };
  const ticks = niceTicks(low, high, width < 500 ? 4 : 7);
  const data = rows.map((row, i) => ({
    row: i + UNDER_WORDS,
    mean: Number.isNaN(row.mean) ? null : row.mean,
    reach: Number.isNaN(row.low) ? null : [row.mean - row.low, row.high - row.mean],
  }));
  return (
    <div ref={ref} className={styles['plain']} style={{ height }} aria-hidden="true">
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          margin={{ left: SIDE, right: SIDE, top: 0, bottom: 0 }}
          data={data}
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
          <YAxis type="number" dataKey="row" domain={[0, rows.length]} reversed hide />
          <CartesianGrid horizontal={false} syncWithTicks stroke="var(--line)" zIndex={0} />
          <ReferenceLine x={0} stroke="var(--text-faint)" zIndex={0} />
          {rows.map((row, i) => (
            <g
              key={row.key}
              transform={`translate(0 ${i * ROW})`}
              fontSize={11.5}
              fill="var(--text-soft)"
            >
              <line x1={0} x2={width} y1={0} y2={0} stroke="var(--line)" />
              {row.mark}
              <text x={row.mark ? 32 : SIDE} y={16} fill="var(--text)" fontWeight={600} {...HALO}>
                {row.name}
              </text>
              <text x={width - SIDE} y={16} textAnchor="end" {...HALO}>
                {row.told}
              </text>
            </g>
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
            {axis}
          </text>
        </ComposedChart>
      )}
    </div>
  );
}

/** Key of the dots and lines of rows. */
export const IntervalKeys = ({
  mean,
  interval,
}: {
  readonly mean: string;
  readonly interval: string;
}) => (
  <>
    <MarkKey words={mean}>
      <circle cx="7" cy="7" r="4" fill="var(--text)" />
    </MarkKey>
    <LineKey width={2} words={interval} />
  </>
);
