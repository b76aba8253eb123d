import { useEffect } from 'react';
import type { Lab } from '#store/lab/lab.ts';
import { paced } from '#store/paced.ts';
import { tabTitle } from '#store/words/status-words.ts';
import type { Page } from './route.ts';

const NAME = 'Evolution Playground';
const PAGES: Partial<Readonly<Record<Page, string>>> = {
  strategy: 'Strategy',
  compare: 'Compare',
  runs: 'Library',
  about: 'About',
};

/** A title is for a glance; the browser takes longer to change it than React to draw the transport, ms. */
const TITLE_MS = 1000;

/** Gives the document the page's title; the lab's tells how far its run is, for a tab out of sight. */
export function useTitle(lab: Pick<Lab, 'store'>, page: Page): void {
  useEffect(() => {
    if (page !== 'evolve') {
      const own = PAGES[page];
      document.title = own === undefined ? NAME : `${own} – ${NAME}`;
      return;
    }
    return followTitle(lab.store, () => tabTitle(lab.store.getState(), NAME));
  }, [lab, page]);
}

/** Keeps the document's title as `wanted` gives it while a store changes; the returned function ends it. */
export function followTitle(
  store: { subscribe(listener: () => void): () => void },
  wanted: () => string,
): () => void {
  const title = paced(TITLE_MS, () => {
    const words = wanted();
    if (words !== document.title) document.title = words;
  });
  title.now();
  const stop = store.subscribe(title.soon);
  return () => {
    stop();
    title.stop();
  };
}
