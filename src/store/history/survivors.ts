import { growable } from './growable.ts';
import type { History } from './history.ts';
import { incremental } from './incremental.ts';

/** Agents with descendants in the last generation. Kept up as the history grows: each cell dies out once at most. */
export const survivorsOf = incremental(begin);

function begin(history: History) {
  const starts = growable(Int32Array); // first cell of each generation
  const parents = growable(Int32Array); // cell, −1: none
  const rows = growable(Int32Array);
  const livingChildren = growable(Int32Array);
  const reach = growable(Int32Array); // last generation of any dead descendant
  const heirs = growable(Int32Array); // slot of the child of that reach
  const dead = growable(Uint8Array);
  const counts = growable(Int32Array); // by generation
  const rowSums = growable(Int32Array); // by generation, of living cells
  let trunkEnd = -1;
  const at = (generation: number, slot: number) => starts.at(generation) + slot;

  function die(from: number, fromGeneration: number): void {
    let [cell, generation] = [from, fromGeneration];
    for (;;) {
      dead.view[cell] = 1;
      counts.view[generation] = counts.at(generation) - 1;
      rowSums.view[generation] = rowSums.at(generation) - rows.at(cell);
      const parent = parents.at(cell);
      if (parent < 0) return;
      if (reach.at(cell) > reach.at(parent)) {
        reach.view[parent] = reach.at(cell);
        heirs.view[parent] = cell - starts.at(generation);
      }
      const left = livingChildren.at(parent) - 1;
      livingChildren.view[parent] = left;
      if (left > 0) return;
      cell = parent;
      generation--;
    }
  }

  const value = {
    /** Tells whether a cell has descendants in the last generation, or lies in it. */
    isAlive: (generation: number, slot: number): boolean => dead.at(at(generation, slot)) === 0,
    /** Cells of a generation with descendants in the last. */
    count: (generation: number): number => counts.at(generation),
    /** Mean row of those cells. */
    centre: (generation: number): number => rowSums.at(generation) / counts.at(generation),
    /** Last generation in which any descendant of a cell lived; of a survivor, it is not told. */
    lastDescendant: (generation: number, slot: number): number => reach.at(at(generation, slot)),
    /** Slot of the child through which it did; −1 if a cell that died out had none. */
    heir: (generation: number, slot: number): number => heirs.at(at(generation, slot)),
    /** The last generation of the common trunk: all that live descend from one agent of it. −1: they have several founders. */
    get trunkEnd(): number {
      return trunkEnd;
    },
  };

  function extend(generation: number): void {
    const size = history.size(generation);
    const before = generation > 0 ? starts.at(generation - 1) : 0;
    const start = parents.length;
    starts.push(start);
    let rowSum = 0;
    for (let slot = 0; slot < size; slot++) {
      const parentSlot = generation > 0 ? history.parentSlot(generation, slot) : -1;
      const parent = parentSlot < 0 ? -1 : before + parentSlot;
      const row = history.row(generation, slot);
      rowSum += row;
      parents.push(parent);
      rows.push(row);
      livingChildren.push(0);
      reach.push(generation);
      heirs.push(-1);
      dead.push(0);
      if (parent >= 0) livingChildren.view[parent] = livingChildren.at(parent) + 1;
    }
    counts.push(size);
    rowSums.push(rowSum);
    if (generation > 0)
      for (let cell = before; cell < start; cell++)
        if (livingChildren.at(cell) === 0) die(cell, generation - 1);
    while (trunkEnd + 1 <= generation && counts.at(trunkEnd + 1) === 1) trunkEnd++;
  }

  return { value, extend };
}
