import type { Cell, History } from '#store/history.ts';
import type { Selection } from '#store/lab-state.ts';
import { useHistory, useLabState } from './lab-context.ts';

/** The cell of a selection; null where it has not been evaluated or is no more. */
export function cellOf(history: History | null, selection: Selection | null): Cell | null {
  if (!history || !selection || selection.run !== history.run) return null;
  const slot = history.slotOf(selection.generation, selection.agent);
  return slot < 0 ? null : history.cell(selection.generation, slot);
}

/** The fittest of the last generation. */
function bestCell(history: History | null): Cell | null {
  const last = history?.summaries.at(-1);
  return history && last ? history.cell(last.generation, last.bestSlot) : null;
}

/** The selected agent, or the best one. */
export function useFocusCell(): Cell | null {
  const { history } = useHistory();
  const selection = useLabState((state) => state.selection);
  return cellOf(history, selection) ?? bestCell(history);
}
