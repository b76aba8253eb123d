import { startTransition } from 'react';
import { flushSync } from 'react-dom';
import { paced } from '#store/paced.ts';

/**
 * Draws as a transition what is inside an element: at most every `drawMs`, and only while the element is to be seen.
 * `look` asks for it; `stop` ends it.
 */
export function drawWhenSeen(
  element: Element,
  drawMs: number,
  draw: () => void,
): { look(): void; stop(): void } {
  let isSeen = true;
  const drawing = paced(drawMs, () => startTransition(draw));
  // Paper shows all, and cannot wait.
  const drawAtOnce = () => flushSync(draw);
  const look = () => {
    if (isSeen && !document.hidden) drawing.soon();
  };
  const observer = new IntersectionObserver(([entry]) => {
    isSeen = entry?.isIntersecting ?? true;
    look();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', look);
  addEventListener('beforeprint', drawAtOnce);
  return {
    look,
    stop() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
      removeEventListener('beforeprint', drawAtOnce);
      drawing.stop();
    },
  };
}
