import { useSyncExternalStore } from 'react';

export type Page = 'evolve' | 'about';

/** The page that a hash names. Anything unknown is the lab. */
export function pageOf(hash: string): Page {
  return /^#\/?about\b/.test(hash) ? 'about' : 'evolve';
}

export function usePage(): Page {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => pageOf(location.hash),
  );
}
