import type { Cell, History } from './history.ts';
import { survivorsOf } from './survivors.ts';

/** Slots from the founder (index 0) to the agent, one per generation. */
export function descent(history: History, generation: number, slot: number): Int32Array {
  const path = new Int32Array(generation + 1);
  for (let g = generation, s = slot; g >= 0 && s >= 0; g--) {
    path[g] = s;
    s = history.parentSlot(g, s);
  }
  return path;
}

/** An agent's ancestors, from the founder to itself, a cell for each generation. */
export const ancestorsOf = (history: History, { generation, slot }: Cell): Cell[] =>
  Array.from(descent(history, generation, slot), (each, at) => history.cell(at, each));

/** Tells whether a cell lies on the way from the founder to another (or is it). */
export function isOnDescent(history: History, end: Cell, cell: Cell): boolean {
  if (cell.generation > end.generation) return false;
  let slot = end.slot;
  for (let g = end.generation; g > cell.generation; g--) slot = history.parentSlot(g, slot);
  return slot === cell.slot;
}

/** The last cell that two agents both descend from, or one of the two; null: their founders differ. */
export function lastCommonAncestor(history: History, one: Cell, other: Cell): Cell | null {
  let [a, b] = [one.slot, other.slot];
  for (let g = Math.max(one.generation, other.generation); g >= 0; g--) {
    if (g <= one.generation && g <= other.generation && a === b) return history.cell(g, a);
    if (g <= one.generation) a = history.parentSlot(g, a);
    if (g <= other.generation) b = history.parentSlot(g, b);
  }
  return null;
}

/** A cell and its parent's slot: one line of the tree. */
export interface Edge {
  readonly generation: number;
  readonly slot: number;
  readonly parentSlot: number;
  /** Index in FAMILIES. */
  readonly family: number;
}

/** Lines of generations `from` to `to` between cells that have descendants in the last generation, oldest first. */
export function survivorEdges(history: History, from: number, to: number): Edge[] {
  const survivors = survivorsOf(history);
  const edges: Edge[] = [];
  for (let g = Math.max(1, from); g <= Math.min(to, history.generations - 1); g++) {
    let left = survivors.count(g);
    for (let slot = 0; left > 0; slot++) {
      if (!survivors.isAlive(g, slot)) continue;
      left--;
      const parentSlot = history.parentSlot(g, slot);
      const family = history.familyIndex(g, slot);
      if (parentSlot >= 0) edges.push({ generation: g, slot, parentSlot, family });
    }
  }
  return edges;
}

/** The longest line of an extinct branch: slots of the generations after the survivor that it left. */
export interface ExtinctBranch {
  /** Generation of the first slot. */
  readonly from: number;
  /** Slot of the survivor in the generation before; −1: the branch is a founder's. */
  readonly parentSlot: number;
  readonly slots: readonly number[];
}

/** Branches that left the survivors' tree in generations `from` to `to` and lived so many generations at least. */
export function extinctBranches(
  history: History,
  lived: number,
  from: number,
  to: number,
): ExtinctBranch[] {
  const survivors = survivorsOf(history);
  const branches: ExtinctBranch[] = [];
  for (let g = Math.max(0, from); g <= Math.min(to, history.generations - lived - 1); g++) {
    for (let slot = 0; slot < history.size(g); slot++) {
      if (survivors.isAlive(g, slot)) continue;
      const end = survivors.lastDescendant(g, slot);
      if (end - g + 1 < lived) continue;
      const parentSlot = history.parentSlot(g, slot);
      if (parentSlot >= 0 && !survivors.isAlive(g - 1, parentSlot)) continue;
      const slots = [slot];
      for (let at = g; at < end; at++) slots.push(survivors.heir(at, slots.at(-1) as number)); // never empty
      branches.push({ from: g, parentSlot, slots });
    }
  }
  return branches;
}

/** Tells whether a cell has descendants in the last generation (or lies in it). */
export function survives(history: History, generation: number, slot: number): boolean {
  return survivorsOf(history).isAlive(generation, slot);
}

/** Children of a cell in the next generation, by row; those with living descendants only, if there are any. */
export function children(history: History, generation: number, slot: number): number[] {
  if (generation + 1 >= history.generations) return [];
  const found = history
    .cells(generation + 1)
    .filter(({ parentSlot }) => parentSlot === slot)
    .sort((a, b) => a.row - b.row)
    .map((child) => child.slot);
  const surviving = found.filter((child) => survives(history, generation + 1, child));
  return surviving.length > 0 ? surviving : found;
}
