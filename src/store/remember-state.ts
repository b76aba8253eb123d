import { paced } from './paced.ts';

/** A form that is typed into is remembered at most this often, ms; a page that is left remembers at once. */
const WRITE_MS = 600;

/** Calls `remember` when parts of a state have changed, and when the page is left; the returned function ends it. */
export function rememberState<State>(
  store: { subscribe(listener: (state: State, before: State) => void): () => void },
  parts: readonly (keyof State)[],
  remember: () => void,
): () => void {
  const pace = paced(WRITE_MS, remember);
  const stop = store.subscribe((state, before) => {
    if (parts.some((part) => state[part] !== before[part])) pace.soon();
  });
  addEventListener('pagehide', remember);
  return () => {
    stop();
    pace.stop();
    removeEventListener('pagehide', remember);
  };
}
