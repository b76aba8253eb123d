import type { Straightening } from './straighten.ts';

/** Generations that are drawn, and their places. One scale serves the tree and everything aligned under it. */
export interface TreeScale {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Left edge of the picture, in generations; between two of them while it is moved. */
  readonly first: number;
  /** Generations that the picture is wide. */
  readonly columns: number;
  readonly rows: number;
  /** CSS pixels per generation. */
  readonly columnWidth: number;
  /** CSS pixels per row, where rows are equally high. */
  readonly rowHeight: number;
  /** Null: rows are equally high in all generations. */
  readonly straightening: Straightening | null;
  /** First and last generation of which anything is seen; there may be none so late. */
  readonly from: number;
  readonly to: number;
  /** Centre of a generation's column. */
  x(generation: number): number;
  /** Centre of a row. */
  y(row: number, generation: number): number;
  /** Vertical place of a number of rows counted from the top, as 2 for the lower edge of the second row. */
  edge(rows: number, generation: number): number;
  generationAt(x: number): number;
  rowAt(y: number, generation: number): number;
}

/** Generations from left to right. */
export interface Window {
  readonly first: number;
  readonly columns: number;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [48, 12, 6, 22];

/** Pixels of a picture that show generations. */
export const plotWidth = (width: number): number => Math.max(0, width - LEFT - RIGHT);

export function treeScale(
  width: number,
  height: number,
  window: Window,
  rows: number,
  straightening: Straightening | null = null,
): TreeScale {
  const { first, columns } = window;
  const columnWidth = plotWidth(width) / columns;
  const down = Math.max(0, height - TOP - BOTTOM);
  const rowHeight = down / Math.max(1, rows);
  const edge = straightening
    ? (u: number, generation: number) => TOP + straightening.share(u / rows, generation) * down
    : (u: number) => TOP + u * rowHeight;
  return {
    width,
    height,
    left: LEFT,
    right: RIGHT,
    top: TOP,
    bottom: BOTTOM,
    first,
    columns,
    rows,
    columnWidth,
    rowHeight,
    straightening,
    from: Math.max(0, Math.floor(first)),
    to: Math.ceil(first + columns) - 1,
    x: (generation) => LEFT + (generation - first + 0.5) * columnWidth,
    y: (row, generation) => edge(row + 0.5, generation),
    edge,
    generationAt: (x) => Math.floor(first + (x - LEFT) / columnWidth),
    rowAt(y, generation) {
      const share = (y - TOP) / down;
      const u = straightening ? straightening.unshare(share, generation) : share;
      return Math.floor(u * rows);
    },
  };
}

/** Generations whose numbers are round, for an axis, about `space` pixels apart or more; and the first. */
export function generationTicks(
  scale: Pick<TreeScale, 'first' | 'columns' | 'columnWidth'>,
  space = 56,
): number[] {
  const every =
    [1, 2, 5, 10, 20, 25, 50, 100, 200].find((step) => step * scale.columnWidth >= space) ?? 500;
  const ticks: number[] = [];
  const end = scale.first + scale.columns - 0.5;
  const isFirstSeen =
    scale.first < 0.5 && every > 1 && (every - 1) * scale.columnWidth >= space / 2;
  if (isFirstSeen) ticks.push(0);
  // Told from 1 on: round is every-th after every.
  const from = Math.ceil((Math.max(0, scale.first - 0.5) + 1) / every) * every - 1;
  for (let g = from; g <= end; g += every) ticks.push(g);
  return ticks;
}

/** Levels of detail; the room in a column decides which. */
export type Detail = 'trunk' | 'survivors' | 'glyphs' | 'labels';

export function detailOf({ columnWidth }: TreeScale): Detail {
  if (columnWidth < 6) return 'trunk';
  if (columnWidth <= 20) return 'survivors';
  return columnWidth <= 60 ? 'glyphs' : 'labels';
}
