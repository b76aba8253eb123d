import { gainOf, type History } from './history.ts';
import { incremental } from './incremental.ts';

/** Fitness of the unmutated copies of a generation: children that were born as their parents were. */
export interface Copies {
  /** Changes of fitness of each copy: its own minus its parent's in the generation before. */
  readonly changes: readonly number[];
  /** The same of those that became parents, or lived on, in the next. */
  readonly chosen: readonly number[];
}

/** The copies of every generation that is over. */
export const copiesOf = incremental<readonly Copies[]>((history) => {
  const value: { changes: number[]; chosen: number[] }[] = [];
  return {
    value,
    extend(generation) {
      value.push({
        changes: copiesIn(history, generation).map(({ change }) => change),
        chosen: [],
      });
      if (generation === 0) return;
      // Parents of the generation before are known now.
      const parents = new Set(history.cells(generation).map(({ parentSlot }) => parentSlot));
      const before = value[generation - 1];
      if (before)
        before.chosen = copiesIn(history, generation - 1).flatMap(({ slot, change }) =>
          parents.has(slot) ? [change] : [],
        );
    },
  };
});

function copiesIn(history: History, generation: number): { slot: number; change: number }[] {
  return history
    .cells(generation)
    .filter(({ isNew, family }) => isNew && family === 'none')
    .map((cell) => ({ slot: cell.slot, change: gainOf(history, cell) }))
    .filter(({ change }) => !Number.isNaN(change));
}
