import type { History } from './history.ts';

/** Slots from the founder (index 0) to the agent, one per generation. */
export function descent(history: History, generation: number, slot: number): Int32Array {
  const path = new Int32Array(generation + 1);
  for (let g = generation, s = slot; g >= 0 && s >= 0; g--) {
    path[g] = s;
    s = history.parentSlot(g, s);
  }
  return path;
}

/** A cell with living descendants in the last generation, and its parent's slot: one line of the survivors' tree. */
export interface SurvivorEdge {
  readonly generation: number;
  readonly slot: number;
  readonly parentSlot: number;
  readonly family: number;
}

interface Survivors {
  readonly version: number;
  readonly edges: readonly SurvivorEdge[];
  /** Keys of cells with descendants in the last generation. */
  readonly cells: ReadonlySet<number>;
}

const known = new WeakMap<History, Survivors>();
const keyOf = (generation: number, slot: number) => generation * 65_536 + slot;

/** Walks back from the last generation, once per version of the history. */
function survivors(history: History): Survivors {
  const before = known.get(history);
  if (before?.version === history.version) return before;
  const edges: SurvivorEdge[] = [];
  const cells = new Set<number>();
  const last = history.generations - 1;
  let living = last < 0 ? [] : Array.from({ length: history.size(last) }, (_, slot) => slot);
  for (let generation = last; generation >= 0; generation--) {
    const parents = new Set<number>();
    for (const slot of living) {
      cells.add(keyOf(generation, slot));
      const parentSlot = history.parentSlot(generation, slot);
      if (parentSlot < 0) continue;
      edges.push({ generation, slot, parentSlot, family: history.familyIndex(generation, slot) });
      parents.add(parentSlot);
    }
    living = [...parents];
  }
  const found = { version: history.version, edges, cells };
  known.set(history, found);
  return found;
}

/** Lines between all cells that have descendants in the last generation, newest first. */
export function survivorEdges(history: History): readonly SurvivorEdge[] {
  return survivors(history).edges;
}

/** Whether a cell has descendants in the last generation (or lies in it). */
export function survives(history: History, generation: number, slot: number): boolean {
  return survivors(history).cells.has(keyOf(generation, slot));
}

/** Children of a cell in the next generation, by row; those with living descendants only, if there are any. */
export function children(history: History, generation: number, slot: number): number[] {
  if (generation + 1 >= history.generations) return [];
  const found: number[] = [];
  for (let row = 0; row < history.size(generation + 1); row++) {
    const child = history.slotAtRow(generation + 1, row);
    if (history.parentSlot(generation + 1, child) === slot) found.push(child);
  }
  const surviving = found.filter((child) => survives(history, generation + 1, child));
  return surviving.length > 0 ? surviving : found;
}
