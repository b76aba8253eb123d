import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { survivorEdges } from '#store/history/descent.ts';
import type { Cell, History } from '#store/history/history.ts';
import { recipe } from '#store/history/recipe.ts';
import { mutationLabel } from '#store/words/mutation-label.ts';
import { Glyph } from '../genealogy/Glyph.tsx';
import { createLabelBoxes } from '../genealogy/label-boxes.ts';
import { labelledGlyphs } from '../genealogy/path-glyphs.ts';
import { Clip } from './Clip.tsx';
import { HALO } from './Key.tsx';
import type { PlotArea } from './plot-area.ts';

/** Dashes of lines that belong to the agent beside the selected one. */
export const BESIDE_DASH = '7 4';

/** The mutations on the way to agents, and the agents themselves. Diverged agents have no place on the line. */
export function Ancestors({
  history,
  ends,
  algorithm,
  area,
}: {
  readonly history: History;
  /** The selected agent, and the one beside it. */
  readonly ends: readonly Cell[];
  readonly algorithm: AlgorithmDeclaration | undefined;
  readonly area: PlotArea;
}) {
  const steps = ends.flatMap((end) => recipe(history, end.generation, end.slot));
  // An ancestor of both is marked once.
  const births = [...new Map(steps.map((step) => [step.agent, step])).values()];
  const marks = births
    .sort((a, b) => a.generation - b.generation)
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
  const room = createLabelBoxes({ x0: area.left, x1: area.width, y0: 0, y1: area.height - 14 });
  return (
    <Clip area={area}>
      {labelledGlyphs(marks, room).map((glyph) => (
        <g key={`${glyph.x} ${glyph.y} ${glyph.family}`}>
          <Glyph family={glyph.family} x={glyph.x} y={glyph.y} size={10} />
          {glyph.text !== '' && (
            <text
              x={glyph.x}
              y={glyph.textY}
              textAnchor="middle"
              fontSize={10.5}
              fontWeight={600}
              fill="var(--text)"
              strokeLinejoin="round"
              {...HALO}
            >
              {glyph.text}
            </text>
          )}
        </g>
      ))}
      {ends.map(
        (end, i) =>
          !end.diverged && (
            <circle
              key={end.agent}
              cx={area.x(end.generation)}
              cy={area.y(end.fitness)}
              r={8}
              fill="none"
              stroke="var(--text)"
              strokeWidth={2}
              strokeDasharray={i > 0 ? BESIDE_DASH : undefined}
            />
          ),
      )}
    </Clip>
  );
}

/** The lineages of all agents of the last generation by fitness: faint lines, which run together where they share ancestors. */
export function LivingLineages({
  history,
  area,
}: {
  readonly history: History;
  readonly area: PlotArea;
}) {
  const { first, columns } = area.window;
  let path = '';
  for (const { generation, slot, parentSlot } of survivorEdges(
    history,
    Math.floor(first),
    Math.ceil(first + columns),
  )) {
    const ends = [history.fitness(generation - 1, parentSlot), history.fitness(generation, slot)];
    if (ends.some(Number.isNaN)) continue;
    const [from, to] = ends.map((fitness) => area.y(fitness).toFixed(1));
    path += `M${area.x(generation - 1).toFixed(1)} ${from}L${area.x(generation).toFixed(1)} ${to}`;
  }
  return (
    <Clip area={area}>
      <path d={path} fill="none" stroke="var(--text-faint)" strokeWidth={0.75} />
    </Clip>
  );
}
