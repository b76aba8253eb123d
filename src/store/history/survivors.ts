import { growable } from './growable.ts';
import type { History } from './history.ts';
import { type Derived, incremental } from './incremental.ts';

/** Agents with descendants in the last generation. Kept up as the history grows: each cell dies out once at most. */
export interface Survivors {
  /** Tells whether a cell has descendants in the last generation, or lies in it. */
  isAlive(generation: number, slot: number): boolean;
  /** Cells of a generation with descendants in the last. */
  count(generation: number): number;
  /** Mean row of those cells. */
  centre(generation: number): number;
  /** Last generation in which any descendant of a cell lived; of a survivor, it is not told. */
  lastDescendant(generation: number, slot: number): number;
  /** Slot of the child through which it did; −1 if a cell that died out had none. */
  heir(generation: number, slot: number): number;
  /** The last generation of the common trunk: all that live descend from one agent of it. −1: they have several founders. */
  readonly trunkEnd: number;
}

export const survivorsOf = incremental(begin);

function begin(history: History): Derived<Survivors> {
  const starts = growable((n) => new Int32Array(n)); // first cell of each generation
  const parents = growable((n) => new Int32Array(n)); // cell, −1: none
  const rows = growable((n) => new Int32Array(n));
  const livingChildren = growable((n) => new Int32Array(n));
  const reach = growable((n) => new Int32Array(n)); // last generation of any dead descendant
  const heirs = growable((n) => new Int32Array(n)); // slot of the child of that reach
  const dead = growable((n) => new Uint8Array(n));
  const counts = growable((n) => new Int32Array(n)); // by generation
  const rowSums = growable((n) => new Int32Array(n)); // by generation, of living cells
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

  const survivors: Survivors = {
    isAlive: (generation, slot) => dead.at(at(generation, slot)) === 0,
    count: (generation) => counts.at(generation),
    centre: (generation) => rowSums.at(generation) / counts.at(generation),
    lastDescendant: (generation, slot) => reach.at(at(generation, slot)),
    heir: (generation, slot) => heirs.at(at(generation, slot)),
    get trunkEnd() {
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

  return { value: survivors, extend };
}
