import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { Window } from './scale.ts';
import type { ViewControl } from './use-view.ts';
import { windowOf } from './view.ts';

/** A window that moves is told when it has come to rest for so long, ms: all charts draw themselves anew. */
const REST_MS = 150;

/** The generations that the genealogy shows, for all that shares its axis. */
interface Shown {
  /** Null: the whole run. */
  readonly window: Window | null;
  showWhole(): void;
  /** Moves if a generation is not well within. */
  show(generation: number): void;
}

const WHOLE: Shown = { window: null, showWhole() {}, show() {} };

export const useShownWindow = create<Shown>(() => WHOLE);

/** Tells what a view shows, for as long as there is a genealogy. */
export function useShareWindow(control: ViewControl): void {
  const { first, columns } = windowOf(control.view, control.extent);
  const isWhole = control.view.kind === 'whole';
  const latest = useRef(control);
  latest.current = control;
  useEffect(() => {
    const timer = setTimeout(
      () => useShownWindow.setState({ window: isWhole ? null : { first, columns } }),
      REST_MS,
    );
    return () => clearTimeout(timer);
  }, [isWhole, first, columns]);
  useEffect(() => {
    useShownWindow.setState({
      showWhole: () => latest.current.set({ kind: 'whole' }, true),
      show: (generation) => latest.current.show(generation),
    });
    return () => useShownWindow.setState(WHOLE);
  }, []);
}

/** The first and the last generation of which more than half is seen, where there are so many. */
export function seenOf({ first, columns }: Window, generations: number): readonly [number, number] {
  const from = Math.max(0, Math.round(first));
  return [from, Math.max(from, Math.min(generations, Math.round(first + columns)) - 1)];
}
