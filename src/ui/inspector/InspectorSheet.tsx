import { useEffect, useState } from 'react';
import { shortNumber } from '#store/mutation-words.ts';
import { BottomSheet, type SheetHeight } from '../parts/BottomSheet.tsx';
import { useFocusCell } from '../shell/focus-cell.ts';
import { useLab } from '../shell/lab-context.ts';
import { InspectorCards } from './Inspector.tsx';

/** The inspector on a phone: who is looked at is always said, the rest slides up over the page. */
export function InspectorSheet() {
  const lab = useLab();
  const cell = useFocusCell();
  const [height, setHeight] = useState<SheetHeight>('peek');
  // Whoever picks an agent wants to see it.
  useEffect(
    () =>
      lab.store.subscribe(({ selection }, before) => {
        if (selection && selection !== before.selection)
          setHeight((now) => (now === 'peek' ? 'half' : now));
      }),
    [lab],
  );
  const summary = cell
    ? `Agent ${cell.agent} · generation ${cell.generation} · ${cell.diverged ? 'diverged' : shortNumber(cell.fitness)}`
    : 'Agent';
  return (
    <BottomSheet label="Agent" summary={summary} height={height} onChange={setHeight}>
      <InspectorCards />
    </BottomSheet>
  );
}
