import type { RunView } from '#store/lab/lab.ts';
import type { Selection } from '#store/lab/view-state.ts';

/** Selects an agent, or with Shift held sets it beside the selected one. */
export function choose(
  lab: Pick<RunView, 'select' | 'setBeside'>,
  { generation, agent }: Omit<Selection, 'run'>,
  { shiftKey }: { readonly shiftKey: boolean },
): void {
  if (shiftKey) lab.setBeside({ generation, agent });
  else lab.select({ generation, agent });
}
