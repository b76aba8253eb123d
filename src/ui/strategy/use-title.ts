import { useEffect } from 'react';
import { paced } from '#store/paced.ts';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import type { StrategyState } from '#store/strategy/strategy-state.ts';

const NAME = 'Strategy – Evolution Playground';
/** A title is for a glance, ms. */
const TITLE_MS = 1000;

const SIGNS: Readonly<Partial<Record<StrategyState['status']['kind'], string>>> = {
  running: '▶',
  paused: '⏸',
  finished: '✓',
  failed: '!',
};

/** Gives the document the page's title, which tells how far the run is, for a tab out of sight. */
export function useStrategyTitle(lab: StrategyLab): void {
  useEffect(() => {
    let shown = '';
    const title = paced(TITLE_MS, () => {
      const { status, intervals } = lab.store.getState();
      const sign = SIGNS[status.kind];
      const wanted = sign === undefined ? NAME : `${sign} interval ${intervals.length} – ${NAME}`;
      if (wanted !== shown) document.title = wanted;
      shown = wanted;
    });
    title.soon();
    const stop = lab.store.subscribe(title.soon);
    return () => {
      stop();
      title.stop();
    };
  }, [lab]);
}
