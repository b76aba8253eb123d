import { useSyncExternalStore } from 'react';

export type Page = 'home' | 'evolve' | 'compare' | 'runs' | 'about';

/** The page that a hash names. Anything unknown is the lab. */
export function pageOf(hash: string): Page {
  if (/^#?\/?$/.test(hash)) return 'home';
  const [, name] = /^#\/?(compare|runs|about)\b/.exec(hash) ?? [];
  return name === 'compare' || name === 'runs' || name === 'about' ? name : 'evolve';
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
