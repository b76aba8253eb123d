import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import type { Library, RunList } from '#store/library/library.ts';

export const LibraryContext = createContext<Library | null>(null);

export function useLibrary(): Library {
  const library = useContext(LibraryContext);
  if (!library) throw new Error('there is no library around this component');
  return library;
}

/** Answer of the library to a query. */
export type Answer<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly value: T }
  /** The browser does not let the page read. */
  | { readonly kind: 'failed'; readonly message: string };

/** Asks the library, and again whenever something in it has changed. `ask` must stay the same between renders. */
export function useAnswer<T>(ask: (library: Library) => Promise<T>): Answer<T> {
  const library = useLibrary();
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'waiting' });
  useEffect(() => {
    let current = true;
    let isLooking = false;
    let isOld = false;
    // One after the other: of two at once the earlier might come last, and show what was.
    const look = async () => {
      isOld = true;
      if (isLooking) return;
      isLooking = true;
      while (isOld && current) {
        isOld = false;
        const next = await ask(library).then(
          (value): Answer<T> => ({ kind: 'there', value }),
          (error: unknown): Answer<T> => ({
            kind: 'failed',
            message: error instanceof Error ? error.message : String(error),
          }),
        );
        if (current) setAnswer(next);
      }
      isLooking = false;
    };
    void look();
    const stop = library.subscribe(() => void look());
    return () => {
      current = false;
      stop();
    };
  }, [library, ask]);
  return answer;
}

/** The runs that this browser keeps. */
export function useRuns(): Answer<RunList> {
  return useAnswer(useCallback((library: Library) => library.listRuns(), []));
}
