import { generationNumber } from '#core/generation-number.ts';
import { generationTicks } from '../genealogy/scale.ts';
import type { Across, Plot } from './chart.ts';
import { tickWords } from './fitness-points.ts';
import { HALO } from './Key.tsx';
import { MARGIN, type PlotArea } from './plot-area.ts';

/** The axis that a plot is over, and lines and numbers at round values where it has one scale. */
export function Axes({ plot, area }: { readonly plot: Plot; readonly area: PlotArea }) {
  const { width, height, left, right, ticks } = area;
  const { across, level } = plot;
  const floor = height - MARGIN.bottom;
  const words = tickWords(ticks);
  const levelY = level ? area.y(level.value) : -1;
  return (
    <g fontSize={11} fill="var(--text-faint)">
      {plot.extent !== null &&
        ticks.map((tick) => (
          <g key={tick}>
            <line
              x1={left}
              x2={width - right}
              y1={area.y(tick)}
              y2={area.y(tick)}
              stroke="var(--line)"
            />
            <text x={left - 8} y={area.y(tick) + 4} textAnchor="end">
              {words(tick)}
            </text>
          </g>
        ))}
      <text x={14} y={12}>
        {plot.name}
      </text>
      <line x1={left} x2={width - right} y1={floor} y2={floor} stroke="var(--line-strong)" />
      {ticksAcross(across, area).map((tick) => (
        <text key={tick} x={area.x(tick)} y={floor + 16} textAnchor="middle">
          {across ? across.word(tick) : generationNumber(tick)}
        </text>
      ))}
      <text x={width - right} y={floor + 31} textAnchor="end">
        {across?.name ?? 'generation'}
      </text>
      {level && levelY >= area.top && levelY <= height - area.bottom && (
        <>
          <line
            x1={left}
            x2={width - right}
            y1={levelY}
            y2={levelY}
            stroke="var(--text-faint)"
            strokeDasharray="2 4"
          />
          <text x={left + 4} y={levelY + 13} fill="var(--text-soft)" {...HALO}>
            {level.words}
          </text>
        </>
      )}
    </g>
  );
}

const ticksAcross = (across: Across | undefined, { window, columnWidth, width }: PlotArea) =>
  across ? across.ticks(width) : generationTicks({ ...window, columnWidth });
