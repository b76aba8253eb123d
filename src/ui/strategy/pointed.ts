import { create } from 'zustand';
import type { LinkedCursor } from '../charts/run-axis.ts';

/** The part of a strategy run that is pointed at, for all that shows it: charts, rows and their lanes, the stage. */
interface Pointed {
  /** Interval, from 0; null: none is. */
  readonly interval: number | null;
  /** The interval that charts of one interval show while none is pointed at; null: the last. */
  readonly held: number | null;
  /** The row under the pointer or the focus, from 0; null: none is. */
  readonly row: number | null;
  /** The row that was chosen and stays so; null: none was. */
  readonly chosen: number | null;
}

export const usePointed = create<Pointed>(() => ({
  interval: null,
  held: null,
  row: null,
  chosen: null,
}));

export const pointAtRow = (row: number | null): void => usePointed.setState({ row });

/** Chooses a row, or lets it go where it is chosen already. */
export const chooseRow = (row: number): void =>
  usePointed.setState(({ chosen }) => ({ chosen: chosen === row ? null : row }));

/** Listeners of whatever stands for a row: it stands out while it is pointed at or has the focus. */
export const rowListeners = (row: number) => ({
  onPointerEnter: () => pointAtRow(row),
  onPointerLeave: () => pointAtRow(null),
  onFocus: () => pointAtRow(row),
  onBlur: () => pointAtRow(null),
});

/** The interval that all charts point at together. */
export const INTERVAL_CURSOR: LinkedCursor = {
  at: () => usePointed.getState().interval,
  point: (interval) => usePointed.setState({ interval }),
  subscribe: (listener) =>
    usePointed.subscribe((now, before) => {
      if (now.interval !== before.interval) listener();
    }),
};
