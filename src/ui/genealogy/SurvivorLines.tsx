import { memo, useMemo } from 'react';
import { FAMILIES } from '#core/lineage.ts';
import { survivorEdges } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { survivorsOf } from '#store/history/survivors.ts';
import { familyPaths } from './lines.ts';
import { piecesOf } from './pieces.ts';
import { detailOf, type TreeScale } from './scale.ts';

interface LinesProps {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
}

/**
 * Everyone with living descendants, joined to their parents. From far away only the common trunk is told so closely,
 * and the branches that fan out of it are faint.
 */
export const SurvivorLines = memo(function SurvivorLines({ history, version, scale }: LinesProps) {
  return piecesOf(history, version, scale).map(({ from, to, stamp }) => (
    <Piece key={from} history={history} version={stamp} scale={scale} from={from} to={to} />
  ));
});

/** Lines that end in generations `from` to `to`, one path per kind of mutation. */
const Piece = memo(function Piece({
  history,
  version,
  scale,
  from,
  to,
}: LinesProps & { readonly from: number; readonly to: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const { paths, fan } = useMemo(() => {
    const edges = survivorEdges(history, from, to);
    const { trunkEnd } = survivorsOf(history);
    const near =
      detailOf(scale) === 'trunk'
        ? edges.filter(({ generation }) => generation <= trunkEnd)
        : edges;
    const beyond = edges.slice(near.length);
    return {
      paths: familyPaths(history, scale, near),
      fan: familyPaths(history, scale, beyond).join(''),
    };
  }, [history, version, scale, from, to]);

  return (
    <>
      <path d={fan} fill="none" stroke="var(--text)" strokeOpacity={0.4} strokeWidth={0.8} />
      <g fill="none" strokeWidth={scale.columnWidth > 20 ? 1.8 : 1.4} strokeLinecap="round">
        {FAMILIES.map((family, i) => (
          <path
            key={family}
            d={paths[i]}
            stroke={family === 'none' ? 'var(--text-faint)' : `var(--family-${family})`}
            strokeOpacity={family === 'none' ? 0.55 : 0.95}
          />
        ))}
      </g>
    </>
  );
});
