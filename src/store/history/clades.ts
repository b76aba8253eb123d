import { growable } from './growable.ts';
import type { History } from './history.ts';
import { type Derived, incremental } from './incremental.ts';

/**
 * A clade is everyone who descends from one agent. Seen from the founders, all agents are soon of one clade; so clades
 * are told by the ancestor so many generations ago, and the window slides.
 */
export function cladeWindow(populationSize: number): number {
  return Math.min(20, Math.max(3, Math.round(populationSize / 3)));
}

/** Names the ancestor by which agents are told apart: in a run that is younger than the window, their founder. */
export const ancestorWords = (back: number, generations: number): string =>
  generations <= back ? 'one founder' : `one ancestor ${back} generations before`;

/**
 * A number of the clade that a cell belongs to: equal for cells of one generation if and only if they share the
 * ancestor `window` generations ago. It stays what it was along the first child of each parent, so that a clade keeps
 * its colour while it lasts.
 */
export function cladeOf(
  history: History,
  generation: number,
  slot: number,
  window: number,
): number {
  const clades = keysOf(history);
  let [g, s] = [generation, slot];
  while (g > 0 && g > generation - window) s = history.parentSlot(g--, s);
  return clades(g, s);
}

type CladeOf = (generation: number, slot: number) => number;

/** Keys of each cell's lineage: a number inherited by its first child; other children get their own. */
const keysOf = incremental(begin);

function begin(history: History): Derived<CladeOf> {
  const starts = growable(Int32Array);
  const keys = growable(Int32Array);
  let next = 0;
  const key = (generation: number, slot: number) => keys.at(starts.at(generation) + slot);
  function extend(generation: number): void {
    const size = history.size(generation);
    const start = keys.length;
    const hasHeir = new Set<number>();
    const found = new Int32Array(size);
    for (let row = 0; row < size; row++) {
      const slot = history.slotAtRow(generation, row);
      const parent = generation > 0 ? history.parentSlot(generation, slot) : -1;
      const inherits = parent >= 0 && !hasHeir.has(parent);
      if (inherits) hasHeir.add(parent);
      found[slot] = inherits ? key(generation - 1, parent) : next++;
    }
    starts.push(start);
    for (const each of found) keys.push(each);
  }
  return { value: key, extend };
}
