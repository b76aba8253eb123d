import { apart } from '../../charts/direct-labels.ts';
import type { PlotArea } from '../../charts/plot-area.ts';
import { rowStyle } from '../rows/row-style.ts';

/** End of a row's line, in places of the plot. */
export interface LineEnd {
  readonly row: number;
  readonly interval: number;
  readonly value: number;
  readonly hasDiverged: boolean;
}

/** The numbers of rows where their lines end, and a cross where one diverged. */
export function RowNumbers({
  area,
  ends,
}: {
  readonly area: PlotArea;
  readonly ends: readonly LineEnd[];
}) {
  const labels = apart(
    ends.map(({ row, interval, value }) => ({
      text: String(row + 1),
      x: area.x(interval),
      y: area.y(value),
      colour: rowStyle(row).colour,
    })),
    { top: area.top, bottom: area.height - area.bottom },
  );
  return (
    <g fontSize={12} fontWeight={700}>
      {labels.map(({ text, x, y, labelY, colour }) => {
        const end = ends.find(({ row }) => String(row + 1) === text);
        return (
          <g key={text} style={{ opacity: `var(--row-${end?.row ?? 0}, 1)` }}>
            {Math.abs(labelY - y) > 3 && (
              <line x1={x + 2} x2={x + 9} y1={y} y2={labelY} stroke={colour} />
            )}
            {end?.hasDiverged && (
              <path d={`M${x - 4} ${y - 4}l8 8m0-8l-8 8`} stroke="var(--problem)" strokeWidth={2} />
            )}
            <text x={x + 11} y={labelY + 4} fill="var(--text)">
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
}
