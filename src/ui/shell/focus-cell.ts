import type { Cell, History } from '#store/history/history.ts';
import { newbornCell } from '#store/history/newborn.ts';
import type { LabState } from '#store/lab/lab-state.ts';
import type { Selection } from '#store/lab/view-state.ts';
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

/** Kind of agent that the page follows without a selection: the champion of a run that has ended, else the best of the generation. */
export function useFollowed(): 'champion' | 'best' {
  const { history } = useHistory();
  return useLabState((state) => (championCell(history, state) ? 'champion' : 'best'));
}

/** The champion of a run that has ended, in the generation that it was found in; null: the run has none, or goes on. */
function championCell(
  history: History | null,
  { status, champion, run }: Pick<LabState, 'status' | 'champion' | 'run'>,
): Cell | null {
  return status.kind === 'finished' && champion ? cellOf(history, { ...champion, run }) : null;
}

/** The one that is followed. */
function useFollowedCell(history: History | null): Cell | null {
  // Numbers, and not the status or the champion: those change many times in a generation, and each draws all anew.
  const agent = useLabState(({ status, champion }) =>
    status.kind === 'finished' ? champion?.agent : undefined,
  );
  const generation = useLabState(({ status, champion }) =>
    status.kind === 'finished' ? (champion?.generation ?? -1) : -1,
  );
  const run = useLabState((state) => state.run);
  const last = history?.summaries.at(-1);
  return (
    (agent === undefined ? null : cellOf(history, { agent, generation, run })) ??
    (history && last ? history.cell(last.generation, last.bestSlot) : null)
  );
}

/** The cell of a selection that was born into the generation in training; null: it was not. */
function newbornOf(history: History | null, selection: Selection | null): Cell | null {
  if (!history || !selection || selection.run !== history.run) return null;
  return newbornCell(history, selection.agent);
}

/** The last on the selected agent's lineage that has been evaluated, or the one that is followed. */
export function useFocusCell(): Cell | null {
  const { history } = useHistory();
  const selection = useLabState((state) => state.selection);
  const followed = useFollowedCell(history);
  const cell = cellOf(history, selection);
  if (cell) return cell;
  const newborn = newbornOf(history, selection);
  return history && newborn && newborn.parentSlot >= 0
    ? history.cell(newborn.generation - 1, newborn.parentSlot)
    : followed;
}

/** The selected agent, also one that trains for the first time, or the one that is followed. */
export function useInspectedCell(): Cell | null {
  const { history } = useHistory();
  const selection = useLabState((state) => state.selection);
  const followed = useFollowedCell(history);
  return cellOf(history, selection) ?? newbornOf(history, selection) ?? followed;
}

/** Tells whether the run has just ended with this agent as champion, whose weights are being taken from the engine. */
export const useIsTakenOut = (agent: number): boolean =>
  useLabState(
    ({ status, exhibit, champion }) =>
      status.kind === 'finished' && exhibit === null && champion?.agent === agent,
  );
