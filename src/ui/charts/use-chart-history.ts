import { type RefObject, startTransition, useEffect, useState } from 'react';
import type { History } from '#store/history.ts';
import { paced } from '#store/paced.ts';
import { useLab } from '../shell/lab-context.ts';

/** Charts are drawn at most so often, ms. */
const DRAW_MS = 250;

/**
 * The history of the run shown, for what is drawn inside `ref`. It is looked at again when it has grown, at most four
 * times a second, and only while `ref` is to be seen.
 */
export function useChartHistory(ref: RefObject<Element | null>): {
  readonly history: History | null;
  readonly version: number;
} {
  const lab = useLab();
  const [shown, setShown] = useState(() => ({
    history: lab.history(),
    version: lab.history()?.version ?? 0,
  }));
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let isSeen = true;
    const drawing = paced(DRAW_MS, () => {
      const history = lab.history();
      const version = history?.version ?? 0;
      startTransition(() =>
        setShown((before) =>
          before.history === history && before.version === version ? before : { history, version },
        ),
      );
    });
    const look = () => isSeen && !document.hidden && drawing.soon();
    const observer = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting ?? true;
      look();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    const stop = lab.store.subscribe((state, before) => {
      if (state.version !== before.version || state.run !== before.run) look();
    });
    look();
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      stop();
      drawing.stop();
    };
  }, [lab, ref]);
  return shown;
}
