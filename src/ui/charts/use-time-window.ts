import { useMemo } from 'react';
import type { History } from '#store/history.ts';
import { wholeWindow } from '../genealogy/view.ts';
import { useLabState } from '../shell/lab-context.ts';
import type { TimeWindow } from './plot-area.ts';

/** The generations that charts show: as many as the genealogy makes room for, or as the sender of a link has. */
export function useTimeWindow(history: History | null): TimeWindow {
  const planned = useLabState((state) => state.config?.generations ?? 50);
  const over = useLabState(({ status }) => status.kind === 'finished' || status.kind === 'failed');
  const sent = useLabState((state) => state.reference?.digest.generations.length ?? 0);
  const { first, columns } = wholeWindow({
    generations: Math.max(history?.generations ?? 0, sent),
    planned: Math.max(planned, sent),
    over,
  });
  return useMemo(() => ({ first, columns }), [first, columns]);
}
