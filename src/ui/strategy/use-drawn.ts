import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Paced, paced } from '#store/paced.ts';

/**
 * Returns a value that changes often as it was when it was last drawn inside `ref`: at most every `drawMs`, only while
 * `ref` is to be seen, and as a transition.
 */
export function useDrawn<T>(ref: RefObject<Element | null>, value: T, drawMs: number): T {
  const [drawn, setDrawn] = useState(value);
  const latest = useRef(value);
  const drawing = useRef<{ readonly look: () => void } | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let isSeen = true;
    const draw = () => setDrawn(() => latest.current);
    const pace: Paced = paced(drawMs, () => startTransition(draw));
    // Paper shows all, and cannot wait.
    const drawAtOnce = () => flushSync(draw);
    const look = () => isSeen && !document.hidden && pace.soon();
    drawing.current = { look };
    const observer = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting ?? true;
      look();
    });
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    addEventListener('beforeprint', drawAtOnce);
    return () => {
      drawing.current = null;
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      removeEventListener('beforeprint', drawAtOnce);
      pace.stop();
    };
  }, [ref, drawMs]);
  useEffect(() => {
    latest.current = value;
    drawing.current?.look();
  }, [value]);
  return drawn;
}
