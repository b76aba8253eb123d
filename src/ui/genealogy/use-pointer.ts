import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { TreeScale } from './scale.ts';
import type { ViewControl } from './use-view.ts';

/** Pixels that a pointer may move and still be said to press. */
const SLACK = 5;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Gesture {
  /** Pointers that are down, by id. */
  readonly down: Map<number, Point>;
  /** Distance that the pointer went from where it was put down. */
  moved: number;
}

/** Drag to pan, two fingers to zoom, the wheel with Ctrl or on a focused tree to zoom; a press without a drag chooses. */
export function usePointer(
  ref: RefObject<HTMLElement | null>,
  scale: TreeScale,
  control: ViewControl,
  on: {
    readonly point: (point: Point | null) => void;
    readonly press: (point: Point, event: PointerEvent<HTMLElement>) => void;
  },
) {
  const gesture = useRef<Gesture>({ down: new Map(), moved: 0 });
  const latest = useRef({ scale, control });
  latest.current = { scale, control };

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    // React listens passively, so the page would scroll too.
    const onWheel = (event: WheelEvent) => {
      const { scale, control } = latest.current;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const across = (event.shiftKey ? event.deltaY || event.deltaX : event.deltaX) * unit;
      const isZoom =
        !event.shiftKey &&
        Math.abs(event.deltaY) > Math.abs(event.deltaX) &&
        (event.ctrlKey || event.metaKey || document.activeElement === element);
      if (isZoom) {
        const factor = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.006 : 0.0022));
        if (factor < 1 && control.view.kind === 'whole' && !event.ctrlKey) return;
        const x = event.clientX - element.getBoundingClientRect().left;
        const anchor = scale.first + (x - scale.left) / scale.columnWidth;
        control.zoom(Math.min(3, Math.max(1 / 3, factor)), anchor);
      } else if (across !== 0 && control.view.kind !== 'whole') {
        control.pan(across / scale.columnWidth);
      } else return;
      event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);

  const pointOf = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      const { down } = gesture.current;
      gesture.current.moved = down.size === 0 ? 0 : Infinity; // two fingers never press
      down.set(event.pointerId, pointOf(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { down } = gesture.current;
      const to = pointOf(event);
      const from = down.get(event.pointerId);
      if (!from) {
        if (event.pointerType !== 'touch') on.point(to);
        return;
      }
      const moved = Math.hypot(to.x - from.x, to.y - from.y);
      gesture.current.moved = Math.max(gesture.current.moved, moved);
      if (gesture.current.moved <= SLACK) return;
      if (!event.currentTarget.hasPointerCapture(event.pointerId))
        event.currentTarget.setPointerCapture(event.pointerId);
      on.point(null);
      down.set(event.pointerId, to);
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      if (!other) return control.pan((from.x - to.x) / scale.columnWidth);
      const spread = (point: Point) => Math.max(20, Math.abs(point.x - other.x));
      const middle = (to.x + other.x) / 2;
      control.pan((from.x - to.x) / 2 / scale.columnWidth);
      control.zoom(
        spread(to) / spread(from),
        scale.first + (middle - scale.left) / scale.columnWidth,
      );
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const { down, moved } = gesture.current;
      const point = pointOf(event);
      if (down.delete(event.pointerId) && down.size === 0 && moved <= SLACK) on.press(point, event);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      gesture.current.down.delete(event.pointerId);
    },
    onPointerLeave() {
      on.point(null);
    },
  };
}
