import { type RefObject, useEffect, useRef, useState } from 'react';
import { drawWhenSeen } from '../charts/draw-when-seen.ts';

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
    const { look, stop } = drawWhenSeen(element, drawMs, () => setDrawn(() => latest.current));
    drawing.current = { look };
    return () => {
      drawing.current = null;
      stop();
    };
  }, [ref, drawMs]);
  useEffect(() => {
    latest.current = value;
    drawing.current?.look();
  }, [value]);
  return drawn;
}
