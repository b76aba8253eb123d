import { useMemo } from 'react';
import type { History } from '#store/history.ts';
import { wholeWindow } from '../genealogy/view.ts';
import { useLabState } from '../shell/lab-context.ts';
import type { TimeWindow } from './plot-area.ts';

/** The generations that charts show: as many as the genealogy makes room for. */
export function useTimeWindow(history: History | null): TimeWindow {
  const planned = useLabState((state) => state.config?.generations ?? 50);
  const over = useLabState(({ status }) => status.kind === 'finished' || status.kind === 'failed');
  const { first, columns } = wholeWindow({
    generations: history?.generations ?? 0,
    planned,
    over,
  });
  return useMemo(() => ({ first, columns }), [first, columns]);
}
