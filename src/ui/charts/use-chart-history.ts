import { type RefObject, useEffect, useState } from 'react';
import type { History } from '#store/history/history.ts';
import { useRunView } from '../shell/lab-context.ts';
import { drawWhenSeen } from './draw-when-seen.ts';

/**
 * The history of the run shown, for what is drawn inside `ref`. It is looked at again when it has grown, at most every
 * `drawMs`, and only while `ref` is to be seen.
 */
export function useChartHistory(
  ref: RefObject<Element | null>,
  drawMs: number,
): {
  readonly history: History | null;
  readonly version: number;
} {
  const lab = useRunView();
  const [shown, setShown] = useState(() => ({
    history: lab.history(),
    version: lab.history()?.version ?? 0,
  }));
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const draw = () => {
      const history = lab.history();
      const version = history?.version ?? 0;
      setShown((before) =>
        before.history === history && before.version === version ? before : { history, version },
      );
    };
    const { look, stop } = drawWhenSeen(element, drawMs, draw);
    const stopListening = lab.store.subscribe((state, before) => {
      if (state.version !== before.version || state.run !== before.run) look();
    });
    look();
    return () => {
      stopListening();
      stop();
    };
  }, [lab, ref, drawMs]);
  return shown;
}
