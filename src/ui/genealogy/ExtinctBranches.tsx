import { memo, useMemo } from 'react';
import { extinctBranches } from '#store/descent.ts';
import type { History } from '#store/history.ts';
import { linePath } from './lines.ts';
import type { TreeScale } from './scale.ts';

/** Generations that a branch must have lived to be told of. */
const LIVED = 5;

/** Branches that died out, each as one grey line that ends where its last descendant lived. */
export const ExtinctBranches = memo(function ExtinctBranches({
  history,
  version,
  scale,
}: {
  readonly history: History;
  readonly version: number;
  readonly scale: TreeScale;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the history has grown.
  const { lines, ends } = useMemo(() => {
    let [lines, ends] = ['', ''];
    for (const branch of extinctBranches(history, LIVED, scale.from, scale.to)) {
      const begins = branch.parentSlot < 0 ? branch.from : branch.from - 1;
      const slots = begins < branch.from ? [branch.parentSlot, ...branch.slots] : branch.slots;
      lines += linePath(history, scale, slots, begins, scale.from - 1, scale.to + 1);
      const end = begins + slots.length - 1;
      if (end < scale.from || end > scale.to) continue;
      const y = scale.y(history.row(end, slots.at(-1) as number), end); // there are five at least
      ends += `M${scale.x(end).toFixed(1)} ${(y - 3).toFixed(1)}v6`;
    }
    return { lines, ends };
  }, [history, version, scale]);
  return (
    <g fill="none" stroke="var(--text-faint)">
      <path d={lines} strokeOpacity={0.45} strokeWidth={1} />
      <path d={ends} strokeOpacity={0.8} strokeWidth={1.5} />
    </g>
  );
});
