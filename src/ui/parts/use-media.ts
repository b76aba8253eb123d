import { useCallback, useRef, useSyncExternalStore } from 'react';

/** One list per query: making one takes as long as drawing a small chart. */
const lists = new Map<string, MediaQueryList>();

/** The one list of a query. */
export function mediaList(query: string): MediaQueryList {
  const list = lists.get(query) ?? matchMedia(query);
  lists.set(query, list);
  return list;
}

/** Tells whether a media query holds, as it changes. Printing leaves it as it was: paper is no window. */
export function useMedia(query: string): boolean {
  const seen = useRef<boolean>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      // A change that came while the page was printed holds from then on.
      const lists = [mediaList(query), mediaList('print')];
      for (const list of lists) list.addEventListener('change', listener);
      return () => {
        for (const list of lists) list.removeEventListener('change', listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => {
    if (seen.current === null || !mediaList('print').matches)
      seen.current = mediaList(query).matches;
    return seen.current;
  });
}

/** Between the browser's word that it prints and that it has printed; some say only the one, some only the other. */
let printing = false;

function subscribeToPaper(listener: () => void): () => void {
  const begin = () => {
    printing = true;
    listener();
  };
  const end = () => {
    printing = false;
    listener();
  };
  const list = mediaList('print');
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  list.addEventListener('change', listener);
  return () => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
    list.removeEventListener('change', listener);
  };
}

/** Tells whether the page is going onto paper. */
export const useOnPaper = (): boolean =>
  useSyncExternalStore(subscribeToPaper, () => printing || mediaList('print').matches);
