import { FAMILIES } from '#core/lineage.ts';
import type { Edge } from '#store/history/descent.ts';
import type { History } from '#store/history/history.ts';
import type { TreeScale } from './scale.ts';

const round = (value: number) => Math.round(value * 10) / 10;

/** Edge from a row of the generation before to a row of this one, level at both ends, as part of a path's `d`. */
function edgePath(scale: TreeScale, generation: number, from: number, to: number): string {
  return `M${round(scale.x(generation - 1))} ${round(scale.y(from, generation - 1))}${edgeOn(scale, generation, from, to)}`;
}

/** The same, going on from where the path is. */
function edgeOn(scale: TreeScale, generation: number, from: number, to: number): string {
  const [x0, x1] = [scale.x(generation - 1), scale.x(generation)];
  const [y0, y1] = [round(scale.y(from, generation - 1)), round(scale.y(to, generation))];
  if (y0 === y1) return `H${round(x1)}`;
  const middle = round((x0 + x1) / 2);
  return `C${middle} ${y0} ${middle} ${y1} ${round(x1)} ${y1}`;
}

/** One line through a slot of each generation from `first` on, as far as it is seen between `from` and `to`. */
export function linePath(
  history: History,
  scale: TreeScale,
  slots: ArrayLike<number>,
  first: number,
  from: number,
  to: number,
): string {
  const begin = Math.max(from, first, scale.from - 1);
  const end = Math.min(to, first + slots.length - 1, scale.to + 1);
  const rowAt = (g: number) => history.row(g, slots[g - first] as number); // begin ≤ g ≤ end
  if (end <= begin) return '';
  let path = `M${round(scale.x(begin))} ${round(scale.y(rowAt(begin), begin))}`;
  for (let g = begin + 1; g <= end; g++) path += edgeOn(scale, g, rowAt(g - 1), rowAt(g));
  return path;
}

/** One path per kind of mutation, in the order of FAMILIES. */
export function familyPaths(history: History, scale: TreeScale, edges: readonly Edge[]): string[] {
  const parts: string[][] = FAMILIES.map(() => []);
  for (const { generation, slot, parentSlot, family } of edges) {
    const from = history.row(generation - 1, parentSlot);
    parts[family]?.push(edgePath(scale, generation, from, history.row(generation, slot)));
  }
  return parts.map((part) => part.join(''));
}
