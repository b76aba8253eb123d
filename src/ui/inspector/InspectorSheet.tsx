import { useEffect, useState } from 'react';
import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { BottomSheet, type SheetHeight } from '../parts/BottomSheet.tsx';
import { useInspectedCell } from '../shell/focus-cell.ts';
import { useHistory, useLab } from '../shell/lab-context.ts';
import { InspectorCards } from './Inspector.tsx';

/** The inspector on a phone: who is looked at is always said, the rest slides up over the page. */
export function InspectorSheet() {
  const lab = useLab();
  const { history } = useHistory();
  const cell = useInspectedCell();
  const [height, setHeight] = useState<SheetHeight>('peek');
  // A person who picks an agent wants to see it.
  useEffect(
    () =>
      lab.store.subscribe(({ selection, run }, before) => {
        if (selection && selection !== before.selection)
          setHeight((now) => (now === 'peek' ? 'half' : now));
        // A run that was begun from here is to be seen.
        if (run !== before.run) setHeight((now) => (now === 'full' ? 'half' : now));
      }),
    [lab],
  );
  const summary =
    history && cell
      ? `Agent ${cell.agent} · generation ${generationNumber(cell.generation)} · ${outcome(history, cell)}`
      : 'Agent';
  return (
    <BottomSheet label="Agent" summary={summary} height={height} onChange={setHeight}>
      <InspectorCards />
    </BottomSheet>
  );
}

function outcome(history: History, cell: Cell): string {
  if (!isTested(history, cell)) return 'in training';
  return cell.diverged ? 'diverged' : shortNumber(cell.fitness);
}
