import { useMemo } from 'react';
import type { History } from '#store/history/history.ts';
import { useShownWindow } from '../genealogy/shown-window.ts';
import { wholeWindow } from '../genealogy/view.ts';
import { useLabState } from '../shell/lab-context.ts';
import type { TimeWindow } from './plot-area.ts';

/** The generations that charts show: those that the genealogy does, or as many as the sender of a link has. */
export function useTimeWindow(history: History | null): TimeWindow {
  const shown = useShownWindow(({ window }) => window);
  const planned = useLabState((state) => state.config?.generations ?? 50);
  const over = useLabState(({ status }) => status.kind === 'finished' || status.kind === 'failed');
  const sent = useLabState((state) => state.reference?.digest.generations.length ?? 0);
  const { first, columns } = wholeWindow({
    generations: Math.max(history?.generations ?? 0, sent),
    planned: Math.max(planned, sent),
    over,
  });
  return useMemo(() => shown ?? { first, columns }, [shown, first, columns]);
}
