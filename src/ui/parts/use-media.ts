import { useCallback, useRef, useSyncExternalStore } from 'react';

/** One list per query: making one takes as long as drawing a small chart. */
const lists = new Map<string, MediaQueryList>();

function listOf(query: string): MediaQueryList {
  const list = lists.get(query) ?? matchMedia(query);
  lists.set(query, list);
  return list;
}

/** Whether a media query holds, as it changes. While the page is printed it stays as it was: paper is no window. */
export function useMedia(query: string): boolean {
  const seen = useRef<boolean>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = listOf(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => {
    if (seen.current === null || !listOf('print').matches) seen.current = listOf(query).matches;
    return seen.current;
  });
}
