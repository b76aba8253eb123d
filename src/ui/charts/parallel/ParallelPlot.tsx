import { useMemo, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import { toggled } from '#store/chart-settings.ts';
import { shareOf } from '#store/history/density.ts';
import type { History } from '#store/history/history.ts';
import {
  type AgentRow,
  type Brushes,
  crossings,
  type ParallelAxis,
} from '#store/history/parallel.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useSize } from '../../parts/use-size.ts';
import { choose } from '../../shell/choose.ts';
import { useMarkedCell } from '../../shell/focus-cell.ts';
import { useRunView } from '../../shell/lab-context.ts';
import charts from '../Charts.module.css';
import { FiguresTooltip } from '../Figures.tsx';
import { setChartSetting, useChartSetting } from '../frame/use-chart-settings.ts';
import { HALO } from '../Key.tsx';
import { linePathOf } from '../plot-area.ts';
import { AxisControls } from './AxisControls.tsx';
import { LineCanvas, lineAt } from './LineCanvas.tsx';
import styles from './Parallel.module.css';

const HEIGHT = 332; // px
const [TOP, BOTTOM, SIDE] = [48, 62, 56];

/** An agent whose line stands out; widths and dashes are px. */
interface Marked {
  readonly row: AgentRow;
  readonly width: number;
  readonly dash?: string;
}

/** Axes side by side, and a line over all of them for each agent. A line under the pointer is told, pressing selects. */
export function ParallelPlot({
  history,
  axes,
  rows,
  marked,
  brushes,
}: {
  readonly history: History;
  readonly axes: readonly ParallelAxis[];
  /** The fittest first. */
  readonly rows: readonly AgentRow[];
  /** The selected agent and the one beside it, drawn over all others. */
  readonly marked: readonly Marked[];
  readonly brushes: Brushes;
}) {
  const lab = useRunView();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<{ readonly row: AgentRow; readonly x: number } | null>(
    null,
  );
  const turned = useChartSetting('turnedAxes');
  const size = useMemo(() => ({ width, height: HEIGHT }), [width]);
  const space = axes.length > 1 ? (width - 2 * SIDE) / (axes.length - 1) : 0;
  const floor = HEIGHT - BOTTOM;
  const lines = useMemo(() => {
    const y = (share: number) => floor - share * (floor - TOP);
    return {
      xs: axes.map((_, i) => SIDE + i * space),
      heights: rows.map((row) => crossings(row, axes).map(y)),
    };
  }, [axes, rows, space, floor]);
  const pathOf = (row: AgentRow) =>
    linePathOf(
      crossings(row, axes).map((share, i) => [SIDE + i * space, floor - share * (floor - TOP)]),
    );
  const setBrush = (name: string, brush: readonly [number, number] | null) => {
    const { [name]: _, ...others } = brushes;
    setChartSetting('brushes', brush ? { ...others, [name]: brush } : others);
  };
  const move = (from: number, places: number) => {
    const to = Math.min(axes.length - 1, Math.max(0, from + places));
    const names = axes.map(({ name }) => name);
    names.splice(to, 0, ...names.splice(from, 1));
    setChartSetting('axisOrder', names);
  };
  const point = (next: typeof pointed) => {
    setPointed(next);
    if (next?.row.agent !== pointed?.row.agent) lab.hover(next && cellFor(next.row));
  };
  const elsewhere = useMarkedCell(history, 'hover');
  const hovered = pointed?.row ?? (elsewhere && !elsewhere.diverged ? elsewhere : null);
  const shown: readonly Marked[] = hovered ? [...marked, { row: hovered, width: 1.6 }] : marked;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table does the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table does the same by keyboard.
    <div
      ref={ref}
      className={styles['plot']}
      style={{ height: HEIGHT }}
      onPointerMove={({ clientX, clientY, currentTarget, buttons }) => {
        if (buttons > 0) return;
        const box = currentTarget.getBoundingClientRect();
        const x = clientX - box.left;
        const row = rows[lineAt(lines, x, clientY - box.top)];
        point(row ? { row, x } : null);
      }}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const { target } = event;
        const isControl = target instanceof Element && target.closest('button, [data-control]');
        if (pointed && !isControl) choose(lab, cellFor(pointed.row), event);
      }}
    >
      {width > 0 && (
        <>
          <LineCanvas lines={lines} size={size} />
          <svg width={width} height={HEIGHT} aria-hidden="true" className={charts['lines']}>
            {shown.map(({ row, width: stroke, dash }) => (
              <g key={`${row.agent} ${stroke} ${dash}`} fill="none" strokeLinejoin="round">
                <path d={pathOf(row)} stroke="var(--surface)" strokeWidth={stroke + 3} />
                <path
                  d={pathOf(row)}
                  stroke="var(--text)"
                  strokeWidth={stroke}
                  strokeDasharray={dash}
                />
              </g>
            ))}
            {axes.map((axis, i) => (
              <Axis
                key={axis.name}
                axis={axis}
                x={SIDE + i * space}
                floor={floor}
                brush={brushes[axis.name]}
              />
            ))}
          </svg>
          {axes.map((axis, i) => (
            <AxisControls
              key={axis.name}
              axis={axis}
              x={SIDE + i * space}
              top={TOP}
              bottom={floor}
              space={Math.min(space, 2 * SIDE)}
              brush={brushes[axis.name]}
              onBrush={(brush) => setBrush(axis.name, brush)}
              onMove={(places) => places !== 0 && move(i, places)}
              onTurn={() => setChartSetting('turnedAxes', toggled(turned, axis.name))}
            />
          ))}
        </>
      )}
      {pointed && (
        <FiguresTooltip
          title={`Agent ${pointed.row.agent}, generation ${generationNumber(pointed.row.generation)}`}
          figures={axes.map(({ label, valueIn }) => [label, valueIn(pointed.row)])}
          x={pointed.x}
          width={width}
          gap={16}
        />
      )}
    </div>
  );
}

const cellFor = ({ generation, agent }: AgentRow) => ({ generation, agent });

function Axis({
  axis: { label, scale },
  x,
  floor,
  brush,
}: {
  readonly axis: ParallelAxis;
  readonly x: number;
  readonly floor: number;
  readonly brush: readonly [number, number] | undefined;
}) {
  const y = (value: number) => floor - shareOf(value, scale) * (floor - TOP);
  return (
    <g fontSize={11} textAnchor="middle" fill="var(--text-faint)">
      <line x1={x} x2={x} y1={TOP} y2={floor} stroke="var(--text-faint)" />
      {brush && (
        <line
          x1={x}
          x2={x}
          y1={Math.max(TOP, y(brush[1]))}
          y2={Math.min(floor, y(brush[0]))}
          stroke="var(--text)"
          strokeWidth={5}
        />
      )}
      <text x={x} y={14} fill="var(--text)" fontWeight={600} {...HALO}>
        {label}
      </text>
      <text x={x} y={TOP - 14} {...HALO}>
        {shortNumber(scale.high)}
      </text>
      <text x={x} y={floor + 17} {...HALO}>
        {shortNumber(scale.low)}
        {scale.scale === 'log' ? ' (log)' : ''}
      </text>
    </g>
  );
}
