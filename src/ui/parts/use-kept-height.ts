import { useEffect, useRef } from 'react';

/**
 * Keeps an element as high as it has been, so that what stands below it stays where it is while its words change. It
 * forgets when its width changes, and when `about` does: then it shows something else.
 */
export function useKeptHeight<T extends HTMLElement>(about: unknown = null) {
  const ref = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing is shown.
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let [width, height] = [element.offsetWidth, 0];
    element.style.minHeight = '';
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth !== width) {
        [width, height] = [element.offsetWidth, 0];
        element.style.minHeight = '';
      }
      if (element.offsetHeight <= height) return;
      height = element.offsetHeight;
      element.style.minHeight = `${height}px`;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [about]);
  return ref;
}
