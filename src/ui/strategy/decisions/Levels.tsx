import { tickWords } from '../../charts/fitness-points.ts';
import type { PlotArea } from '../../charts/plot-area.ts';

/** Round values of an axis upwards with a line at each, of a plot that draws its own curves. */
export function Levels({ area }: { readonly area: PlotArea }) {
  const { ticks, left, right, width } = area;
  const word = tickWords(ticks);
  return ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={left}
        x2={width - right}
        y1={area.y(tick)}
        y2={area.y(tick)}
        stroke={tick === 0 ? 'var(--line-strong)' : 'var(--line)'}
      />
      <text
        x={left - 6}
        y={area.y(tick) + 4}
        textAnchor="end"
        fontSize={11}
        fill="var(--text-faint)"
      >
        {word(tick)}
      </text>
    </g>
  ));
}
