import type { Cell, History } from './history.ts';

/** Tells whether a cell has been evaluated, and so lies in the history; if not, its agent trains for the first time. */
export const isTested = (history: History, { generation }: Cell): boolean =>
  generation < history.generations;

/** The cell that an agent born into the generation in training will have; null: it was not born into that. */
export function newbornCell(history: History, agent: number): Cell | null {
  const generation = history.generations;
  const birth = history.birth(agent);
  if (!birth || birth.generation !== generation) return null;
  const slot =
    generation === 0
      ? history.founders.indexOf(birth)
      : (history.selectionAfter(generation - 1)?.next.indexOf(agent) ?? -1);
  if (slot < 0) return null;
  return {
    generation,
    slot,
    row: -1,
    agent,
    fitness: Number.NaN,
    diverged: false,
    parentSlot: birth.parent === null ? -1 : history.slotOf(generation - 1, birth.parent),
    isNew: true,
    isElite: false,
    family: birth.mutation.family,
    parameters: 0,
  };
}

/** The agent's hyperparameters, in the history's order; `founder`: with which founders begin. */
export function hyperparametersOf(
  history: History,
  cell: Cell,
  founder: (name: string) => number,
): readonly number[] {
  const { generation, slot, agent, parentSlot } = cell;
  const changes = history.birth(agent)?.mutation.changes ?? [];
  return history.hyperparameters.map((name, index) => {
    if (isTested(history, cell)) return history.hyperparameter(generation, slot, index);
    const changed = changes.find(({ path }) => path === name)?.to;
    if (typeof changed === 'number') return changed;
    return parentSlot < 0
      ? founder(name)
      : history.hyperparameter(generation - 1, parentSlot, index);
  });
}
