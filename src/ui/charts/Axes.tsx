import { shortNumber } from '#store/mutation-words.ts';
import { niceTicks } from './fitness-points.ts';
import type { PlotArea } from './plot-area.ts';

/** Lines and numbers at round values, and generations under them. */
export function Axes({ area }: { readonly area: PlotArea }) {
  const { width, height, left, right, bottom, last, ticks } = area;
  const floor = height - bottom;
  const count = Math.max(2, Math.min(8, Math.floor((width - left - right) / 64)));
  const generations = niceTicks(0, last, count).filter(
    (tick) => tick <= last && Number.isInteger(tick),
  );
  return (
    <g fontSize={11} fill="var(--text-faint)">
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={left}
            x2={width - right}
            y1={area.y(tick)}
            y2={area.y(tick)}
            stroke="var(--line)"
          />
          <text x={left - 8} y={area.y(tick) + 4} textAnchor="end">
            {shortNumber(tick)}
          </text>
        </g>
      ))}
      <line x1={left} x2={width - right} y1={floor} y2={floor} stroke="var(--line-strong)" />
      {generations.map((generation) => (
        <text key={generation} x={area.x(generation)} y={floor + 16} textAnchor="middle">
          {generation}
        </text>
      ))}
      <text x={left - 12} y={floor + 16} textAnchor="end">
        gen
      </text>
    </g>
  );
}
