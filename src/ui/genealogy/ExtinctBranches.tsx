import { memo, useMemo } from 'react';
import { extinctBranches } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import { linePath } from './lines.ts';
import { piecesOf } from './pieces.ts';
import type { TreeScale } from './scale.ts';

/** Generations that a branch must have lived to be told of. */
const LIVED = 5;

interface BranchesProps {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
}

/** Branches that died out, each as one grey line that ends where its last descendant lived. */
export const ExtinctBranches = memo(function ExtinctBranches(props: BranchesProps) {
  const { history, version, scale } = props;
  return (
    <g fill="none" stroke="var(--text-faint)">
      {piecesOf(history, version, scale, 0).map(({ from, to, stamp }) => (
        <Piece key={from} {...props} version={stamp} from={from} to={to} />
      ))}
    </g>
  );
});

/** Branches that begin in generations `from` to `to`. */
const Piece = memo(function Piece({
  history,
  version,
  scale,
  from,
  to,
}: BranchesProps & { readonly from: number; readonly to: number }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const { lines, ends } = useMemo(() => {
    let [lines, ends] = ['', ''];
    for (const branch of extinctBranches(history, LIVED, from, to)) {
      const begins = branch.parentSlot < 0 ? branch.from : branch.from - 1;
      const slots = begins < branch.from ? [branch.parentSlot, ...branch.slots] : branch.slots;
      lines += linePath(history, scale, slots, begins, scale.from - 1, scale.to + 1);
      const end = begins + slots.length - 1;
      if (end < scale.from || end > scale.to) continue;
      const y = scale.y(history.row(end, slots.at(-1) as number), end); // there are five at least
      ends += `M${scale.x(end).toFixed(1)} ${(y - 3).toFixed(1)}v6`;
    }
    return { lines, ends };
  }, [history, version, scale, from, to]);
  return (
    <>
      <path d={lines} strokeOpacity={0.45} strokeWidth={1} />
      <path d={ends} strokeOpacity={0.8} strokeWidth={1.5} />
    </>
  );
});
