import { memo, type ReactNode } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Curve,
  type CurveProps,
  Line,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import type { Across, Plot, Row, Series } from './chart.ts';
import { tickWords } from './fitness-points.ts';
import { HALO } from './Key.tsx';
import { MARGIN, type Places, type PlotArea } from './plot-area.ts';
import { ShareBands } from './ShareBands.tsx';

/** Properties of every shape: no animation, and one layer, so that shapes are drawn in the order in which they are written. */
export const STILL = { isAnimationActive: false, zIndex: 0 } as const;
const CURVE = { ...STILL, type: 'linear', activeDot: false, connectNulls: true } as const;
export const AXIS = { type: 'number', tickLine: false, interval: 0, zIndex: 0 } as const;
export const SMALL = { fontSize: 11, fill: 'var(--text-faint)' } as const;

/** Draws a line without measuring its length, which only an animation needs. */
const unmeasured = ({ pathRef: _, ...line }: CurveProps) => <Curve {...line} />;

/** Makes a component that writes a tick's words at the place that Recharts gives it. */
export const tickOf =
  (
    anchor: 'middle' | 'end',
    [dx, dy]: readonly [number, number],
    words: (tick: number) => string,
  ) =>
  ({ x, y, payload }: { x: number | string; y: number | string; payload: { value: number } }) => (
    <text x={Number(x) + dx} y={Number(y) + dy} textAnchor={anchor} {...SMALL}>
      {words(payload.value)}
    </text>
  );

/**
 * Draws axes, grid and curves of a plot with Recharts, which is given every scale and tick, so that canvases and marks laid
 * out by the same `area` coincide with its curves. Pointer and keyboard are handled by `use-cursor.ts`.
 */
export const Drawing = memo(function Drawing({
  plot,
  across,
  places,
  area,
  children,
}: {
  readonly plot: Plot;
  readonly across: Across;
  readonly places: Places;
  readonly area: PlotArea;
  /** SVG over the curves. */
  readonly children: ReactNode;
}) {
  const { width, height, left, right, top, bottom, ticks } = area;
  const { level, panes = [], rows = [], rowsBy = 'generation', series = [] } = plot;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ left: 0, right, top, bottom: 0 }}
      data={rows as Row[]}
      accessibilityLayer={false}
      style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
    >
      <XAxis
        {...AXIS}
        dataKey={(row: Row) => places.of(Number(row[rowsBy]))}
        height={MARGIN.bottom}
        domain={[area.low, area.high]}
        allowDataOverflow
        ticks={[...across.ticks(area)]}
        tickSize={0}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tick={tickOf('middle', [0, 14], across.word)}
      />
      <YAxis
        {...AXIS}
        width={left}
        axisLine={false}
        tickSize={0}
        domain={[ticks[0] as number, ticks.at(-1) as number]}
        ticks={[...ticks]}
        padding={{ bottom: bottom - MARGIN.bottom }}
        tick={
          plot.extent === null
            ? false
            : tickOf('end', [-6, 4], plot.scale?.word ?? tickWords(ticks))
        }
      />
      {plot.extent !== null && (
        <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" zIndex={-1} />
      )}
      {series.map((each) => curve(each, rows))}
      {level && (
        <ReferenceLine
          y={level.value}
          stroke="var(--text-faint)"
          strokeDasharray="2 4"
          zIndex={0}
        />
      )}
      {level && level.value >= (ticks[0] as number) && level.value <= (ticks.at(-1) as number) && (
        <text
          x={left + 4}
          y={area.y(level.value) + 13}
          {...SMALL}
          fill="var(--text-soft)"
          {...HALO}
        >
          {level.words}
        </text>
      )}
      <text x={14} y={12} {...SMALL}>
        {plot.name}
      </text>
      <text x={width - right} y={height - MARGIN.bottom + 31} textAnchor="end" {...SMALL}>
        {across.name}
      </text>
      {panes.length > 0 && (
        <ShareBands panes={panes} rows={rows} rowsBy={rowsBy} series={series} area={area} />
      )}
      {children}
    </ComposedChart>
  );
});

/** Draws a curve; a line of one point becomes a dot. */
function curve(series: Series, rows: readonly Row[]): ReactNode {
  const { of, colour = 'var(--text)' } = series;
  switch (series.kind) {
    case 'band':
      return (
        <Area
          key={of}
          {...CURVE}
          dataKey={of}
          stroke="none"
          fill={colour}
          fillOpacity={series.opacity}
        />
      );
    case 'share':
      return null; // by `ShareBands`
    case 'line': {
      const isAlone = rows.filter((row) => isPlace(row[of])).length === 1;
      return (
        <Line
          key={of}
          {...CURVE}
          dataKey={of}
          stroke={colour}
          strokeWidth={series.width}
          strokeDasharray={series.dash ?? 'none'}
          strokeOpacity={series.opacity ?? 1}
          strokeLinejoin="round"
          shape={unmeasured}
          dot={isAlone && { r: 3, fill: colour, stroke: 'none' }}
        />
      );
    }
    default:
      return series satisfies never;
  }
}

const isPlace = (value: Row[string] | undefined): boolean =>
  typeof value === 'number' && !Number.isNaN(value);
