import { useRef, useSyncExternalStore } from 'react';

/** Whether a media query holds, as it changes. While the page is printed it stays as it was: paper is no window. */
export function useMedia(query: string): boolean {
  const seen = useRef<boolean>(null);
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => {
      if (seen.current === null || !matchMedia('print').matches)
        seen.current = matchMedia(query).matches;
      return seen.current;
    },
  );
}
