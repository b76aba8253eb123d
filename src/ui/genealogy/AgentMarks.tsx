import type { Cell, History } from '#store/history/history.ts';
import { cellOf, useMarkedCell } from '../shell/focus-cell.ts';
import { useLabState } from '../shell/lab-context.ts';
import type { TreeScale } from './scale.ts';

interface Place {
  readonly history: History;
  readonly scale: TreeScale;
}

/** Rings the selected agent. */
export function SelectionRing({ history, scale, cell }: Place & { readonly cell: Cell }) {
  const { generation, slot } = cell;
  if (generation < scale.from || generation > scale.to) return null;
  return (
    <circle
      cx={scale.x(generation)}
      cy={scale.y(history.row(generation, slot), generation)}
      r={8}
      fill="none"
      stroke="var(--text)"
      strokeWidth={2}
    />
  );
}

/** A broken ring around the agent that is set beside the selected one. */
export function BesideRing({ history, scale }: Place) {
  const cell = useMarkedCell(history, 'beside');
  if (!cell || cell.generation < scale.from || cell.generation > scale.to) return null;
  return (
    <circle
      cx={scale.x(cell.generation)}
      cy={scale.y(cell.row, cell.generation)}
      r={11}
      fill="none"
      stroke="var(--text)"
      strokeWidth={1.75}
      strokeDasharray="3.5 2.5"
    />
  );
}

/** Outlines the cell under the pointer, wherever on the page it is pointed at. */
export function HoverMark({ history, scale }: Place) {
  const hover = useLabState((state) => state.hover);
  const cell = cellOf(history, hover);
  if (!cell || cell.generation < scale.from || cell.generation > scale.to) return null;
  const middle = scale.y(cell.row, cell.generation);
  const down = scale.edge(cell.row + 1, cell.generation) - scale.edge(cell.row, cell.generation);
  const [width, height] = [Math.max(12, scale.columnWidth), Math.max(10, Math.min(60, down))];
  return (
    <rect
      x={scale.x(cell.generation) - width / 2}
      y={middle - height / 2}
      width={width}
      height={height}
      rx={3}
      fill="none"
      stroke="var(--text)"
      strokeWidth={1.5}
    />
  );
}
