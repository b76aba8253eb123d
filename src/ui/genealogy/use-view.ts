import { useCallback, useEffect, useRef, useState } from 'react';
import { mediaList } from '../parts/use-media.ts';
import type { Window } from './scale.ts';
import {
  between,
  centredOn,
  type Extent,
  movedTo,
  panned,
  showing,
  type View,
  windowOf,
  zoomed,
} from './view.ts';

const GLIDE_MS = 240;
/** Elements that may move at once without the glide stuttering. */
const MOST_MOVED = 1000;

/** The generations shown, and how to move among them. */
export interface ViewControl {
  readonly view: View;
  readonly window: Window;
  readonly extent: Extent;
  set(view: View, glide?: boolean): void;
  zoom(factor: number, anchor?: number, glide?: boolean): void;
  pan(generations: number): void;
  moveTo(first: number): void;
  /** Moves if a generation is not well within. */
  show(generation: number): void;
  /** Moves to a generation and close enough to read what happened there. */
  goTo(generation: number, columnWidth: number): void;
}

/** `elements` counts what a window draws: too many do not glide, and none do for who prefers no motion. */
export function useView(
  initial: View,
  extent: Extent,
  elements: (window: Window) => number,
): ViewControl {
  const [view, setView] = useState(initial);
  const [gliding, setGliding] = useState<Window | null>(null);
  const frame = useRef(0);
  const latest = useRef({ view, extent, elements, gliding });
  latest.current = { view, extent, elements, gliding };
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const set = useCallback((next: View, glide = false) => {
    const now = latest.current;
    cancelAnimationFrame(frame.current);
    const from = now.gliding ?? windowOf(now.view, now.extent);
    latest.current = { ...now, view: next, gliding: null };
    setView(next);
    setGliding(null);
    const to = windowOf(next, now.extent);
    const still =
      !glide ||
      mediaList('(prefers-reduced-motion: reduce)').matches ||
      Math.max(now.elements(from), now.elements(to)) > MOST_MOVED;
    if (still || (from.first === to.first && from.columns === to.columns)) return;
    const began = performance.now();
    const step = (time: number) => {
      const share = Math.min(1, Math.max(0, (time - began) / GLIDE_MS));
      if (share >= 1) return setGliding(null);
      setGliding(between(from, windowOf(next, latest.current.extent), 1 - (1 - share) ** 3));
      frame.current = requestAnimationFrame(step);
    };
    setGliding(from);
    frame.current = requestAnimationFrame(step);
  }, []);

  return {
    view,
    window: gliding ?? windowOf(view, extent),
    extent,
    set,
    zoom(factor, anchor, glide) {
      const { view, extent } = latest.current;
      const { first, columns } = windowOf(view, extent);
      set(zoomed(view, extent, factor, anchor ?? first + columns / 2), glide);
    },
    pan(generations) {
      const { view, extent } = latest.current;
      set(panned(view, extent, generations));
    },
    moveTo(first) {
      const { view, extent } = latest.current;
      set(movedTo(view, extent, first));
    },
    show(generation) {
      const { view, extent } = latest.current;
      const next = showing(view, extent, generation);
      if (next !== view) set(next, true);
    },
    goTo(generation, columnWidth) {
      const { view, extent } = latest.current;
      set(centredOn(view, extent, generation, columnWidth), true);
    },
  };
}
