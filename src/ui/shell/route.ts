import { useSyncExternalStore } from 'react';

export type Page =
  | 'home'
  | 'evolve'
  | 'strategy'
  | 'compare'
  | 'runs'
  | 'about'
  | 'agilerl'
  | 'matAgent'
  | 'unknown';

/** The page that a hash names. A hash that holds a run is the lab's, however its address was changed on the way. */
export function pageOf(hash: string): Page {
  if (/^#?\/?$/.test(hash)) return 'home';
  if (/^#\/?about\/agilerl\b/.test(hash)) return 'agilerl';
  if (/^#\/?about\/mat-agent\b/.test(hash)) return 'matAgent';
  if (/^#(\/|%2f)*strategy\b/i.test(hash)) return 'strategy';
  const [, name] = /^#\/?(compare|runs|about)\b/.exec(hash) ?? [];
  if (name === 'compare' || name === 'runs' || name === 'about') return name;
  return /^#(\/|%2f)*evolve\b/i.test(hash) || /\?|%3f/i.test(hash) ? 'evolve' : 'unknown';
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
