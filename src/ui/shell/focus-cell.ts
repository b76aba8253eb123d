import type { Cell, History } from '#store/history.ts';
import type { Selection } from '#store/lab-state.ts';
import { newbornCell } from '#store/newborn.ts';
import { useHistory, useLabState } from './lab-context.ts';

/** The cell of a selection; null where it has not been evaluated or is no more. */
export function cellOf(history: History | null, selection: Selection | null): Cell | null {
  if (!history || !selection || selection.run !== history.run) return null;
  const slot = history.slotOf(selection.generation, selection.agent);
  return slot < 0 ? null : history.cell(selection.generation, slot);
}

/** The cell that is pointed at, or that is set beside the selected one. */
export function useMarkedCell(history: History | null, mark: 'hover' | 'beside'): Cell | null {
  return cellOf(
    history,
    useLabState((state) => state[mark]),
  );
}

/** The fittest of the last generation. */
function bestCell(history: History | null): Cell | null {
  const last = history?.summaries.at(-1);
  return history && last ? history.cell(last.generation, last.bestSlot) : null;
}

/** The cell of a selection that was born into the generation in training; null: it was not. */
function newbornOf(history: History | null, selection: Selection | null): Cell | null {
  if (!history || !selection || selection.run !== history.run) return null;
  return newbornCell(history, selection.agent);
}

/** The last on the selected agent's lineage that has been evaluated, or the best agent. */
export function useFocusCell(): Cell | null {
  const { history } = useHistory();
  const selection = useLabState((state) => state.selection);
  const cell = cellOf(history, selection);
  if (cell) return cell;
  const newborn = newbornOf(history, selection);
  return history && newborn && newborn.parentSlot >= 0
    ? history.cell(newborn.generation - 1, newborn.parentSlot)
    : bestCell(history);
}

/** The selected agent, also one that trains for the first time, or the best one. */
export function useInspectedCell(): Cell | null {
  const { history } = useHistory();
  const selection = useLabState((state) => state.selection);
  return cellOf(history, selection) ?? newbornOf(history, selection) ?? bestCell(history);
}
