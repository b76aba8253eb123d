import { useEffect } from 'react';
import type { StrategyLab } from '#store/strategy/strategy-lab.ts';
import type { StrategyState } from '#store/strategy/strategy-state.ts';
import { followTitle } from '../shell/use-title.ts';

const NAME = 'Strategy – Evolution Playground';

const SIGNS: Readonly<Partial<Record<StrategyState['status']['kind'], string>>> = {
  running: '▶',
  paused: '⏸',
  finished: '✓',
  failed: '!',
};

/** Gives the document the page's title, which tells how far the run is, for a tab out of sight. */
export function useStrategyTitle(lab: StrategyLab): void {
  useEffect(
    () =>
      followTitle(lab.store, () => {
        const { status, intervals } = lab.store.getState();
        const sign = SIGNS[status.kind];
        return sign === undefined ? NAME : `${sign} interval ${intervals.length} – ${NAME}`;
      }),
    [lab],
  );
}
