import { type PointerEvent, useRef } from 'react';

/** A finger's place, px, and when it was there, ms. */
interface Touch {
  readonly x: number;
  readonly y: number;
  readonly time: number;
}

/** Slower than this, a finger that moves across a chart points at one generation after the other, ms. */
const LONGEST = 400;
const SHORTEST = 50; // px

/** 1: to what comes next, as of a finger that goes left; −1: to what was before; 0: it was no swipe. */
export function swipeBetween(from: Touch, to: Touch): -1 | 0 | 1 {
  const [across, down] = [to.x - from.x, Math.abs(to.y - from.y)];
  const isSwipe =
    to.time - from.time <= LONGEST && Math.abs(across) >= SHORTEST && Math.abs(across) > 2 * down;
  if (!isSwipe) return 0;
  return across < 0 ? 1 : -1;
}

/** Hears swipes of one finger; not those that begin on a control or on what scrolls sideways itself. */
export function useSwipe(onSwipe: (direction: -1 | 1) => void) {
  const held = useRef<(Touch & { readonly id: number }) | null>(null);
  const touchOf = ({ clientX: x, clientY: y, timeStamp: time }: PointerEvent): Touch => ({
    x,
    y,
    time,
  });
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const isFree = event.isPrimary && event.pointerType === 'touch' && !isTaken(event);
      held.current = isFree ? { ...touchOf(event), id: event.pointerId } : null;
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const from = held.current;
      held.current = null;
      if (from?.id !== event.pointerId) return;
      const direction = swipeBetween(from, touchOf(event));
      if (direction !== 0) onSwipe(direction);
    },
    onPointerCancel() {
      held.current = null;
    },
  };
}

/** Tells whether something between the finger and the listener wants sideways movements for itself. */
function isTaken({ target, currentTarget }: PointerEvent<HTMLElement>): boolean {
  for (
    let at = target;
    at instanceof Element && at !== currentTarget;
    at = at.parentElement as Element
  ) {
    if (at.matches('input, select, button, a, [data-control]')) return true;
    const scrolls = at.scrollWidth > at.clientWidth + 1;
    if (scrolls && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  return false;
}
