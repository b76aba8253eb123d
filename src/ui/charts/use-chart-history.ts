import { type RefObject, startTransition, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { History } from '#store/history/history.ts';
import { paced } from '#store/paced.ts';
import { useRunView } from '../shell/lab-context.ts';

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
    let isSeen = true;
    const draw = () => {
      const history = lab.history();
      const version = history?.version ?? 0;
      setShown((before) =>
        before.history === history && before.version === version ? before : { history, version },
      );
    };
    const drawing = paced(drawMs, () => startTransition(draw));
    // Paper shows all, and cannot wait.
    const drawAtOnce = () => flushSync(draw);
    const look = () => isSeen && !document.hidden && drawing.soon();
    const observer = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting ?? true;
      look();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    addEventListener('beforeprint', drawAtOnce);
    const stop = lab.store.subscribe((state, before) => {
      if (state.version !== before.version || state.run !== before.run) look();
    });
    look();
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      removeEventListener('beforeprint', drawAtOnce);
      stop();
      drawing.stop();
    };
  }, [lab, ref, drawMs]);
  return shown;
}
