import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { descent } from '#store/descent.ts';
import type { Cell, History } from '#store/history.ts';
import { shortMutation } from '#store/mutation-words.ts';
import { recipe } from '#store/recipe.ts';
import { Glyph } from './Glyph.tsx';
import { labelledGlyphs } from './path-glyphs.ts';
import { linePath } from './SurvivorLines.tsx';
import type { TreeScale } from './scale.ts';

/** The way from the founder to the selected agent, with a glyph for each mutation on it. */
export function SelectedPath({
  history,
  cell,
  scale,
  algorithm,
}: {
  readonly history: History;
  readonly cell: Cell;
  readonly scale: TreeScale;
  readonly algorithm: AlgorithmDeclaration | undefined;
}) {
  const path = descent(history, cell.generation, cell.slot);
  const rowAt = (generation: number) => history.row(generation, path[generation] ?? 0);
  let line = '';
  for (let g = Math.max(1, scale.first + 1); g <= cell.generation; g++)
    line += linePath(scale, g, rowAt(g - 1), rowAt(g));

  const marks = recipe(history, cell.generation, cell.slot)
    .filter(({ generation, mutation }) => generation >= scale.first && mutation.family !== 'none')
    .map(({ generation, mutation }) => ({
      x: scale.x(generation),
      y: scale.y(rowAt(generation)),
      family: mutation.family,
      label: shortMutation(mutation, algorithm),
    }));
  const glyphs = labelledGlyphs(marks, scale);

  return (
    <g>
      <path d={line} fill="none" stroke="var(--surface)" strokeOpacity={0.75} strokeWidth={5.5} />
      <path d={line} fill="none" stroke="var(--text)" strokeWidth={2.4} strokeLinecap="round" />
      {glyphs.map((glyph) => (
        <g key={`${glyph.x} ${glyph.family}`}>
          <Glyph family={glyph.family} x={glyph.x} y={glyph.y} size={10} />
          {glyph.text !== '' && (
            <text
              x={glyph.textX}
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
      <circle
        cx={scale.x(cell.generation)}
        cy={scale.y(cell.row)}
        r={8}
        fill="none"
        stroke="var(--text)"
        strokeWidth={2}
      />
    </g>
  );
}
