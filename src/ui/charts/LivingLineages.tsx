import { useMemo } from 'react';
import { survivorEdges } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { Clip } from './Clip.tsx';
import type { PlotArea } from './plot-area.ts';

/** The lineages of all agents of the last generation by fitness: faint lines, which run together where they share ancestors. */
export function LivingLineages({
  history,
  version,
  area,
}: {
  readonly history: History;
  readonly version: number;
  readonly area: PlotArea;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const path = useMemo(() => {
    const { first, columns } = area.window;
    let d = '';
    for (const { generation, slot, parentSlot } of survivorEdges(
      history,
      Math.floor(first),
      Math.ceil(first + columns),
    )) {
      const ends = [history.fitness(generation - 1, parentSlot), history.fitness(generation, slot)];
      if (ends.some(Number.isNaN)) continue;
      const [from, to] = ends.map((fitness) => area.y(fitness).toFixed(1));
      d += `M${area.x(generation - 1).toFixed(1)} ${from}L${area.x(generation).toFixed(1)} ${to}`;
    }
    return d;
  }, [history, version, area]);
  return (
    <Clip area={area}>
      <path d={path} fill="none" stroke="var(--text-faint)" strokeWidth={0.75} />
    </Clip>
  );
}
