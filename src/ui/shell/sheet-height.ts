import { useEffect, useState } from 'react';
import type { SheetHeight } from '../parts/BottomSheet.tsx';
import { useLab } from './lab-context.ts';

export interface SheetProps {
  readonly height: SheetHeight;
  readonly onChange: (height: SheetHeight) => void;
}

/** Height of the agent's sheet, kept apart from it: an agent may be picked before the sheet has been loaded. */
export function useSheetHeight(): SheetProps {
  const lab = useLab();
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
  return { height, onChange: setHeight };
}
