import { Clip } from './Clip.tsx';
import type { Pane, Row, Series, Share } from './chart.ts';
import type { PlotArea } from './plot-area.ts';

/** Steps at least so wide are outlined, px: outlines would hide narrow ones. */
const OUTLINED = 4;

/**
 * Shares that lie on each other and fill their pane, in steps. Drawn by ourselves: opening 14 of them as areas of
 * Recharts took 36 to 50 ms.
 */
export function ShareBands({
  panes,
  rows,
  series,
  rowsBy = 'generation',
  area,
}: {
  readonly panes: readonly Pane[];
  readonly rows: readonly Row[];
  readonly series: readonly Series[];
  readonly rowsBy?: string | undefined;
  readonly area: PlotArea;
}) {
  const edges = rows.map((row) => Math.round(area.x(Number(row[rowsBy])) * 10) / 10);
  const stroke = area.columnWidth >= OUTLINED ? 'var(--surface)' : 'none';
  return (
    <Clip area={area}>
      {panes.map(({ name, top, height }, pane) => {
        let below = rows.map(() => 0);
        return (
          <g key={name} stroke={stroke}>
            <rect
              x={area.left}
              y={top}
              width={Math.max(0, area.width - area.left - area.right)}
              height={height}
              fill="var(--surface-sunken)"
              stroke="none"
            />
            {series.filter(isShare).map((share) => {
              if (share.pane !== pane) return null;
              const above = below.map((sum, i) => sum + Number(rows[i]?.[share.of] ?? 0));
              const d = band(edges, below, above, top, height);
              below = above;
              return <path key={share.of} d={d} fill={share.colour} fillOpacity={share.opacity} />;
            })}
          </g>
        );
      })}
    </Clip>
  );
}

const isShare = (series: Series): series is Share => series.kind === 'share';

/** Steps along the upper sums, and back along the lower ones; the last edge ends the last step. */
function band(
  edges: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
  top: number,
  height: number,
): string {
  const y = (share: number) => Math.round((top + (1 - Math.min(1, share)) * height) * 10) / 10;
  const steps = edges.slice(0, -1);
  if (steps.length === 0) return '';
  const there = steps.map((_, i) => `V${y(upper[i] as number)}H${edges[i + 1]}`); // as many as edges, here and below
  const back = steps.map((edge, i) => `V${y(lower[i] as number)}H${edge}`).reverse();
  return `M${edges[0]} ${y(upper[0] as number)}${there.join('')}${back.join('')}Z`;
}
