import type { Summary } from '#archive/summary.ts';
import type { Cell, History } from '#store/history.ts';
import { mutationLabel } from '#store/mutation-label.ts';
import { recipe } from '#store/recipe.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { labelledGlyphs } from '../genealogy/path-glyphs.ts';
import { createRoom } from '../genealogy/room.ts';
import { useAlgorithm } from '../shell/lab-context.ts';
import { bandPath, linePathOf, type PlotArea } from './plot-area.ts';

/** Between the quartiles of each generation. */
export function MiddleHalf({
  summaries,
  area,
}: {
  readonly summaries: readonly Summary[];
  readonly area: PlotArea;
}) {
  const known = summaries.filter(({ median }) => !Number.isNaN(median));
  const along = (of: 'lowerQuartile' | 'upperQuartile') =>
    known.map((summary) => [area.x(summary.generation), area.y(summary[of])] as const);
  return (
    <path
      d={bandPath(along('upperQuartile'), along('lowerQuartile'))}
      fill="var(--text)"
      fillOpacity={0.1}
    />
  );
}

/** The way to an agent with its mutations. Ancestors that diverged have no place on the line. */
export function Ancestors({
  history,
  cells,
  end,
  area,
}: {
  readonly history: History;
  readonly cells: readonly Cell[];
  readonly end: Cell;
  readonly area: PlotArea;
}) {
  const algorithm = useAlgorithm();
  const points = cells
    .filter(({ diverged }) => !diverged)
    .map(({ generation, fitness }) => [area.x(generation), area.y(fitness)] as const);
  const marks = recipe(history, end.generation, end.slot)
    .filter(({ mutation, fitness }) => mutation.family !== 'none' && !Number.isNaN(fitness))
    .map(({ generation, mutation, fitness }) => {
      const { words, short } = mutationLabel(mutation, algorithm);
      return {
        x: area.x(generation),
        y: area.y(fitness),
        family: mutation.family,
        labels: [words, short],
      };
    });
  const room = createRoom({ x0: area.left, x1: area.width, y0: 0, y1: area.height - 14 });
  const last = points.at(-1);
  return (
    <g>
      <path
        d={linePathOf(points)}
        fill="none"
        stroke="var(--text)"
        strokeWidth={2}
        strokeLinejoin="round"
      />
      {labelledGlyphs(marks, room).map((glyph) => (
        <g key={`${glyph.x} ${glyph.family}`}>
          <Glyph family={glyph.family} x={glyph.x} y={glyph.y} size={10} />
          {glyph.text !== '' && (
            <text
              x={glyph.x}
              y={glyph.textY}
              textAnchor="middle"
              fontSize={10.5}
              fontWeight={600}
              fill="var(--text)"
              stroke="var(--surface)"
              strokeWidth={3}
              strokeLinejoin="round"
              paintOrder="stroke"
            >
              {glyph.text}
            </text>
          )}
        </g>
      ))}
      {last && (
        <circle cx={last[0]} cy={last[1]} r={8} fill="none" stroke="var(--text)" strokeWidth={2} />
      )}
    </g>
  );
}
