import {
  type KeyboardEvent,
  type MouseEvent,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Cell, History } from '#store/history/history.ts';
import { useShownWindow } from '../genealogy/shown-window.ts';
import { choose } from '../shell/choose.ts';
import { useMarkedCell } from '../shell/focus-cell.ts';
import { useRunView } from '../shell/lab-context.ts';
import type { Plot } from './chart.ts';
import { bestOf, type Pointed } from './frame/chart-table.ts';
import type { PlotArea } from './plot-area.ts';
import type { LinkedCursor, RunAxis } from './run-axis.ts';

/** Place at which a plot is pointed at, and what points. */
interface Cursor {
  /** Places that can be pointed at, ascending. */
  readonly stops: readonly number[];
  /** The stop pointed at, here or elsewhere on the page. */
  readonly at: number | null;
  readonly isHere: boolean;
  /** The agent pointed at, here or elsewhere on the page. */
  readonly hovered: Cell | null;
  readonly listeners: {
    onKeyDown(event: KeyboardEvent): void;
    onBlur(): void;
    onPointerMove(event: MouseEvent<HTMLElement>): void;
    onPointerLeave(): void;
    onClick(event: MouseEvent<HTMLElement>): void;
  };
}

const NOWHERE: LinkedCursor = { at: () => null, point() {}, subscribe: () => () => {} };

/** The generation, and agent, that a place of a plot stands for. */
interface Target {
  readonly stop: number;
  /** Null: the plot is not over generations. */
  readonly agent: Pointed | null;
}

/**
 * The cursor of a plot by pointer and keyboard. Over the generations of a run it is the whole page's: the generation
 * pointed at is marked elsewhere, and pressing selects the agent there, or the generation's best. Over another axis it is that
 * of the axis, or the plot's own.
 */
export function useCursor(
  plot: Plot,
  area: PlotArea,
  history: History | null,
  axis: RunAxis,
): Cursor {
  const lab = useRunView();
  const [own, setOwn] = useState<number | null>(null);
  const hovered = useMarkedCell(history, 'hover');
  const generations = history?.generations ?? 0;
  const stops = useMemo(
    () => plot.otherAxis?.stops ?? axis.stops ?? Array.from({ length: generations }, (_, i) => i),
    [plot.otherAxis, axis.stops, generations],
  );
  const linked = (!history && !plot.otherAxis && axis.cursor) || null;
  const elsewhere = useSyncExternalStore((linked ?? NOWHERE).subscribe, (linked ?? NOWHERE).at);
  const at = history ? (hovered?.generation ?? null) : linked ? elsewhere : own;

  const targetOf = (stop: number | undefined): Target | null =>
    stop === undefined ? null : { stop, agent: history && bestOf(history, stop) };
  const under = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>): Target | null => {
    const box = currentTarget.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const agent = plot.agentAt?.(area, x, y);
    if (agent) return { stop: agent.generation, agent };
    const across = area.across(x);
    return targetOf(plot.isSpan ? spanAt(stops, across) : nearest(stops, across));
  };
  const point = (to: Target | null) => {
    setOwn(to?.stop ?? null);
    linked?.point(to?.stop ?? null);
    if (!history) return;
    const { hover } = lab.store.getState();
    if (to?.agent?.agent !== hover?.agent || to?.stop !== hover?.generation)
      lab.hover(to?.agent ?? null);
  };
  return {
    stops,
    at,
    isHere: own !== null,
    hovered,
    listeners: {
      onKeyDown(event) {
        const end = stops.length - 1;
        const here = at === null ? lastWithin(stops, area) : stops.indexOf(at);
        const moves: Record<string, number> = {
          ArrowLeft: here - 1,
          ArrowRight: here + 1,
          PageUp: here - 10,
          PageDown: here + 10,
          Home: 0,
          End: end,
        };
        const move = moves[event.key];
        if (end < 0) return;
        if (move !== undefined) {
          const to = targetOf(stops[Math.max(0, Math.min(end, move))]);
          point(to);
          if (history && to) useShownWindow.getState().show(to.stop);
        } else if (plot.onChoose && event.key === 'Enter') {
          const stop = stops[here];
          if (stop !== undefined) plot.onChoose(stop, null);
        } else if (history && event.key === 'Enter') {
          const best = targetOf(stops[here])?.agent;
          if (best) choose(lab, best, event);
        } else if (history && event.key === 'Escape') lab.select(null);
        else return;
        event.preventDefault();
      },
      onBlur: () => point(null),
      onPointerMove: (event) => point(under(event)),
      onPointerLeave: () => point(null),
      onClick(event) {
        const to = under(event);
        if (to && plot.onChoose)
          plot.onChoose(to.stop, event.clientY - event.currentTarget.getBoundingClientRect().top);
        else if (to?.agent) choose(lab, to.agent, event);
      },
    },
  };
}

/** Index of the last stop that a plot shows. */
const lastWithin = (stops: readonly number[], { window }: PlotArea): number =>
  stops.findLastIndex((stop) => stop < window.first + window.columns);

/** The stop that a place lies before, or the last. */
const spanAt = (stops: readonly number[], place: number): number | undefined =>
  stops.find((stop) => stop >= place) ?? stops.at(-1);

const nearest = (stops: readonly number[], to: number): number | undefined => {
  const after = stops.findIndex((stop) => stop >= to);
  const [low, high] = [stops.at(after - 1), stops[after]]; // at(−2) is never nearer
  if (low === undefined || high === undefined || after <= 0) return high ?? stops.at(-1);
  return to - low < high - to ? low : high;
};
