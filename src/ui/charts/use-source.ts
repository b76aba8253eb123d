import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { type History, NO_HISTORY } from '#store/history/history.ts';
import { useShownWindow } from '../genealogy/shown-window.ts';
import { wholeWindow } from '../genealogy/view.ts';
import { useMedia } from '../parts/use-media.ts';
import { cellOf, useFocusCell } from '../shell/focus-cell.ts';
import { useAlgorithm, useEnvironment, useLabState } from '../shell/lab-context.ts';
import type { Source } from './chart.ts';
import { chartSettings } from './frame/use-chart-settings.ts';
import type { TimeWindow } from './plot-area.ts';
import { useControl } from './use-control.ts';

/** The source of charts; the same object until something of it changes. */
export function useSource(history: History | null, version: number): Source {
  const beside = useLabState((state) => state.beside);
  const now: Source = {
    history: history ?? NO_HISTORY,
    version,
    window: useTimeWindow(history),
    config: useLabState((state) => state.config),
    algorithm: useAlgorithm(),
    environment: useEnvironment(),
    digest: useLabState((state) => state.reference?.digest),
    control: useControl(),
    focus: useKept(useFocusCell()),
    beside: useKept(cellOf(history, beside)),
    selection: useLabState((state) => state.selection),
    settings: useStore(chartSettings),
    narrow: useMedia('(max-width: 599px)'),
  };
  return useKept(now);
}

/** The object of before for as long as its entries are the same. */
function useKept<T extends object | null>(value: T): T {
  const kept = useRef(value);
  const { current } = kept;
  const isSame =
    current !== null && value !== null ? hasSameEntries(current, value) : current === value;
  if (!isSame) kept.current = value;
  return kept.current;
}

const hasSameEntries = <T extends object>(one: T, other: T): boolean =>
  (Object.keys(one) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));

/** The generations that charts show: those that the genealogy does, or as many as the sender of a link has. */
function useTimeWindow(history: History | null): TimeWindow {
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
