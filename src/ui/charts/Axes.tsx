import { generationNumber } from '#core/generation-number.ts';
import { generationTicks } from '../genealogy/scale.ts';
import { tickWords } from './fitness-points.ts';
import { MARGIN, type PlotArea } from './plot-area.ts';

/** Lines and numbers at round values under their label, and generations below. */
export function Axes({ area, label }: { readonly area: PlotArea; readonly label: string }) {
  const { width, left, right, ticks } = area;
  const words = tickWords(ticks);
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
            {words(tick)}
          </text>
        </g>
      ))}
      <text x={14} y={12}>
        {label}
      </text>
      <GenerationAxis area={area} />
    </g>
  );
}

/** Generations at round numbers, and what they are. */
export function GenerationAxis({ area }: { readonly area: PlotArea }) {
  const { width, height, left, right, window } = area;
  const floor = height - MARGIN.bottom;
  return (
    <g fontSize={11} fill="var(--text-faint)">
      <line x1={left} x2={width - right} y1={floor} y2={floor} stroke="var(--line-strong)" />
      {generationTicks({ ...window, columnWidth: area.columnWidth }).map((generation) => (
        <text key={generation} x={area.x(generation)} y={floor + 16} textAnchor="middle">
          {generationNumber(generation)}
        </text>
      ))}
      <text x={width - right} y={floor + 31} textAnchor="end">
        generation
      </text>
    </g>
  );
}
