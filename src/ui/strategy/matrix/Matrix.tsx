import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from 'react';
import { type Paint, usePainting } from '../../charts/frame/painting.ts';
import { viridisCss } from '../../genealogy/viridis.ts';
import { shortened } from '../../parts/shortened.ts';
import { useSize } from '../../parts/use-size.ts';
import styles from './Matrix.module.css';
import { type MatrixLayout, matrixLayout } from './matrix-layout.ts';

/** A cell of a matrix. */
export interface MatrixCell {
  readonly row: number;
  readonly column: number;
}

export interface MatrixProps {
  /** Name of the matrix, in a few words. */
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Shade in [0, 1]; null: there is nothing to show. Give the same function until values change. */
  readonly shade: (row: number, column: number) => number | null;
  /** Returns the sentence of a cell. */
  readonly words: (cell: MatrixCell) => string;
  /** Room for the rows' names, and for the columns', px. */
  readonly room: { readonly left: number; readonly top: number };
  /** Height of a cell, px; null: as high as it is wide. */
  readonly cellHeight: number | null;
  /** Columns that belong together, from left to right. */
  readonly groups?: readonly { readonly name: string; readonly count: number }[];
  /** Tells what is pointed at; null: nothing is. */
  readonly onPoint?: (cell: MatrixCell | null) => void;
}

const HINT = 'Point at a cell, or go from cell to cell with the arrow keys.';

/** Shares as colours, cell by cell. The one pointed at, or reached by keyboard, is told in words below. */
export function Matrix(props: MatrixProps) {
  const { label, rows, columns, words, cellHeight, room, groups = [], onPoint } = props;
  const [ref, { width }] = useSize<HTMLDivElement>();
  const [cell, setCell] = useState<MatrixCell | null>(null);
  const layout = useMemo(
    () => matrixLayout({ width, rows: rows.length, columns: columns.length, cellHeight, room }),
    [width, rows.length, columns.length, cellHeight, room],
  );
  const point = (to: MatrixCell | null) => {
    setCell(to);
    onPoint?.(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moved(event.key, cell, rows.length, columns.length);
    if (!to) return;
    event.preventDefault();
    point(to);
  };
  const shown = cell && cell.row < rows.length && cell.column < columns.length ? cell : null;
  return (
    <>
      <div
        ref={ref}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go through its cells.
        tabIndex={0}
        role="application"
        aria-roledescription="matrix"
        aria-label={`${label}. ${HINT}`}
        className={styles['matrix']}
        style={{ height: layout.height + (groups.length > 0 ? GROUPS : 0) }}
        onKeyDown={onKeyDown}
        onBlur={() => point(null)}
        onPointerMove={(event: PointerEvent<HTMLElement>) => {
          const box = event.currentTarget.getBoundingClientRect();
          point(layout.cellAt(event.clientX - box.left, event.clientY - box.top));
        }}
        onPointerLeave={() => point(null)}
      >
        {width > 0 && (
          <>
            <Cells {...props} layout={layout} />
            <Names {...props} layout={layout} />
            {shown && (
              <svg
                className={styles['over']}
                width={width}
                height={layout.height}
                aria-hidden="true"
                data-export="no"
              >
                <rect {...layout.boxOf(shown)} className={styles['pointed']} />
              </svg>
            )}
          </>
        )}
      </div>
      <p className={styles['words']} aria-live="polite" data-export="no">
        {shown ? words(shown) : HINT}
      </p>
    </>
  );
}

/** Room for the names of groups below, px. */
const GROUPS = 22;

function Cells({ rows, columns, shade, layout }: MatrixProps & { readonly layout: MatrixLayout }) {
  const { width, height } = layout;
  const paint = useCallback<Paint>(
    (context, palette) => {
      for (let row = 0; row < rows.length; row++)
        for (let column = 0; column < columns.length; column++) {
          const value = shade(row, column);
          context.fillStyle = value === null ? palette['surface-sunken'] : viridisCss(value);
          const box = layout.boxOf({ row, column });
          context.fillRect(box.x, box.y, box.width, box.height);
        }
    },
    [rows.length, columns.length, shade, layout],
  );
  const canvas = usePainting(
    useMemo(() => ({ width, height }), [width, height]),
    paint,
  );
  return <canvas ref={canvas} className={styles['over']} style={{ width, height }} />;
}

/** Names of rows at the left, of columns above where there is room, of groups below. */
function Names({
  rows,
  columns,
  groups = [],
  layout,
}: MatrixProps & { readonly layout: MatrixLayout }) {
  const { width, height, left, top, cellWidth, rowHeight, namesColumns } = layout;
  let from = 0;
  const places = groups.map((group) => {
    const start = left + from * cellWidth;
    from += group.count;
    return { ...group, start, end: left + from * cellWidth };
  });
  return (
    <svg className={styles['over']} width={width} height={height + GROUPS} aria-hidden="true">
      <g fontSize={11} fill="var(--text-soft)">
        {rowHeight >= 9 &&
          rows.map((name, row) => (
            <text
              key={name}
              x={left - 6}
              y={top + (row + 0.5) * rowHeight + 4}
              textAnchor="end"
              fontSize={Math.min(11, rowHeight)}
            >
              {shortened(name, (left - 8) / 6)}
            </text>
          ))}
        {namesColumns &&
          columns.map((name, column) => {
            const x = left + (column + 0.5) * cellWidth + 3.5;
            return (
              <text
                key={name}
                transform={`translate(${x} ${top - 5}) rotate(-90)`}
                fontSize={Math.min(11, cellWidth)}
              >
                {shortened(name, (top - 5) / 6)}
              </text>
            );
          })}
        {places.map(({ name, count, start, end }) =>
          count === 0 ? null : (
            <g key={name}>
              <path
                d={`M${start + 1} ${height + 3}v4H${end - 1}v-4`}
                fill="none"
                stroke="var(--line-strong)"
              />
              {end - start > 22 && (
                <text x={(start + end) / 2} y={height + 18} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          ),
        )}
      </g>
    </svg>
  );
}

/** The cell that a key goes to; null: the key goes nowhere. */
function moved(
  key: string,
  from: MatrixCell | null,
  rows: number,
  columns: number,
): MatrixCell | null {
  const { row, column } = from ?? { row: 0, column: 0 };
  const moves: Record<string, MatrixCell> = {
    ArrowLeft: { row, column: from ? column - 1 : column },
    ArrowRight: { row, column: from ? column + 1 : column },
    ArrowUp: { row: from ? row - 1 : row, column },
    ArrowDown: { row: from ? row + 1 : row, column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  };
  const to = moves[key];
  if (!to || rows === 0 || columns === 0) return null;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: within(to.row, rows), column: within(to.column, columns) };
}
