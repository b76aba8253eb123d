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
import { signedNumber } from '#core/short-number.ts';
import { shortened } from '../parts/shortened.ts';
import { useSize } from '../parts/use-size.ts';
import styles from './Charts.module.css';
import { AXIS, SMALL, STILL, tickOf } from './Drawing.tsx';
import { niceTicks } from './fitness-points.ts';
import { HALO, LineKey, MarkKey } from './Key.tsx';
import { type Extent, extentOf } from './plot-area.ts';

const BOTTOM = 40; // px
const SIDE = 20;
/** Rows with words above their intervals: height, px, and the share of it above the interval. */
const UNDER_WORDS = { left: SIDE, top: 0, step: 44, at: 0.66 };
/** Rows with names at the left of their intervals. */
const BESIDE_NAMES = { top: 4, step: 24, at: 0.5 };
/** Width from which names without a verdict stand there, px. */
const WIDE = 560;
const CHARACTER = 6.4; // px, about

/** A mean and its interval; NaN where there is none. */
export interface IntervalRow {
  readonly key: string;
  readonly name: string;
  /** At (20, 12) in a row. */
  readonly mark?: ReactNode;
  /** The verdict in a few words. */
  readonly told?: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Signs at the left of rows in place of names, `width` px wide, and heads above them; `of` draws around y = 0. */
export interface RowSigns {
  readonly width: number;
  readonly heads: ReactNode;
  readonly of: (row: number) => ReactNode;
}

/** Means with their intervals, one below the other, over one axis. */
export function IntervalRows({
  rows,
  axis,
  extent = null,
  tick = signedNumber,
  level = { value: 0 },
  signs,
}: {
  readonly rows: readonly IntervalRow[];
  /** Name of the axis, with its unit. */
  readonly axis: string;
  /** Extent of the axis; that of the intervals and the level where it is missing. */
  readonly extent?: Extent | null;
  readonly tick?: (value: number) => string;
  /** A value that is marked: 0 where it is missing. */
  readonly level?: { readonly value: number; readonly dash?: string } | null;
  readonly signs?: RowSigns;
}) {
  const [ref, { width }] = useSize<HTMLDivElement>();
  const isUnder = !signs && (width < WIDE || rows.some(({ told }) => told !== undefined));
  const room = Math.min(
    0.4 * width,
    Math.max(...rows.map(({ name }) => name.length)) * CHARACTER + 14,
  );
  const { left, top, step, at } = isUnder
    ? UNDER_WORDS
    : { ...BESIDE_NAMES, left: signs?.width ?? room, ...(signs && { top: 22 }) };
  const height = top + rows.length * step + BOTTOM;
  const { low, high } = extent ??
    extentOf(rows.flatMap((row) => [level?.value ?? row.mean, row.mean, row.low, row.high])) ?? {
      low: -1,
      high: 1,
    };
  const ticks = niceTicks(low, high, width < 500 ? 4 : 7);
  const data = rows.map((row, i) => ({
    row: i + at,
    mean: Number.isNaN(row.mean) ? null : row.mean,
    reach: Number.isNaN(row.low) ? null : [row.mean - row.low, row.high - row.mean],
  }));
  return (
    <div ref={ref} className={styles['plain']} style={{ height }} aria-hidden="true">
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          margin={{ left, right: SIDE, top, bottom: 0 }}
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
            tick={tickOf('middle', [0, 10], tick)}
          />
          <YAxis type="number" dataKey="row" domain={[0, rows.length]} reversed hide />
          <CartesianGrid horizontal={false} syncWithTicks stroke="var(--line)" zIndex={0} />
          {level && (
            <ReferenceLine
              x={level.value}
              stroke="var(--text-faint)"
              strokeDasharray={level.dash}
              zIndex={0}
            />
          )}
          {signs?.heads}
          {rows.map((row, i) => (
            <g
              key={row.key}
              transform={`translate(0 ${top + i * step})`}
              fontSize={11.5}
              fill="var(--text-soft)"
            >
              {isUnder ? (
                <RowWords row={row} width={width} />
              ) : signs ? (
                <g transform={`translate(0 ${at * step})`}>{signs.of(i)}</g>
              ) : (
                <text x={left - 10} y={at * step + 4} textAnchor="end" fill="var(--text)">
                  {shortened(row.name, (left - 12) / CHARACTER)}
                </text>
              )}
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

/** Words above an interval, below a line across. */
const RowWords = ({
  row: { mark, name, told },
  width,
}: {
  readonly row: IntervalRow;
  readonly width: number;
}) => (
  <>
    <line x1={0} x2={width} y1={0} y2={0} stroke="var(--line)" />
    {mark}
    <text x={mark ? 32 : SIDE} y={16} fill="var(--text)" fontWeight={600} {...HALO}>
      {name}
    </text>
    <text x={width - SIDE} y={16} textAnchor="end" {...HALO}>
      {told}
    </text>
  </>
);

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
