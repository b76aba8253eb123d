import { memo, useMemo } from 'react';
import { FAMILIES } from '#core/lineage.ts';
import { survivorEdges } from '#store/descent.ts';
import type { History } from '#store/history.ts';
import type { TreeScale } from './scale.ts';

/** Everyone with living descendants, joined to their parents; one path per kind of mutation. */
export const SurvivorLines = memo(function SurvivorLines({
  history,
  version,
  scale,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const paths = useMemo(() => {
    const parts: string[][] = FAMILIES.map(() => []);
    for (const { generation, slot, parentSlot, family } of survivorEdges(history)) {
      if (generation <= scale.first) break;
      const from = history.row(generation - 1, parentSlot);
      parts[family]?.push(linePath(scale, generation, from, history.row(generation, slot)));
    }
    return parts.map((part) => part.join(''));
  }, [history, version, scale]);

  return (
    <g fill="none" strokeWidth={1.4} strokeLinecap="round">
      {FAMILIES.map((family, i) => (
        <path
          key={family}
          d={paths[i]}
          stroke={family === 'none' ? 'var(--text-faint)' : `var(--family-${family})`}
          strokeOpacity={family === 'none' ? 0.55 : 0.95}
        />
      ))}
    </g>
  );
});

/** From a row of the generation before to a row of this one, level at both ends. */
export function linePath(scale: TreeScale, generation: number, from: number, to: number): string {
  const [x0, x1] = [scale.x(generation - 1), scale.x(generation)];
  const [y0, y1] = [scale.y(from), scale.y(to)];
  const middle = ((x0 + x1) / 2).toFixed(1);
  return `M${x0.toFixed(1)} ${y0.toFixed(1)}C${middle} ${y0.toFixed(1)} ${middle} ${y1.toFixed(1)} ${x1.toFixed(1)} ${y1.toFixed(1)}`;
}
