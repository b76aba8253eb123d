/** Which generations are drawn, and where. One scale serves the tree and everything aligned under it. */
export interface TreeScale {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** First generation drawn. */
  readonly first: number;
  readonly columns: number;
  readonly rows: number;
  /** CSS pixels per generation. */
  readonly columnWidth: number;
  readonly rowHeight: number;
  /** Centre of a generation's column. */
  x(generation: number): number;
  /** Centre of a row. */
  y(row: number): number;
}

export function treeScale(
  width: number,
  height: number,
  window: { readonly first: number; readonly columns: number },
  rows: number,
): TreeScale {
  const [left, right, top, bottom] = [48, 12, 6, 22];
  const columnWidth = Math.max(0, width - left - right) / window.columns;
  const rowHeight = Math.max(0, height - top - bottom) / Math.max(1, rows);
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    ...window,
    rows,
    columnWidth,
    rowHeight,
    x: (generation) => left + (generation - window.first + 0.5) * columnWidth,
    y: (row) => top + (row + 0.5) * rowHeight,
  };
}

/** Widths at which the tree makes room for more generations, so that it does not move with each of them. */
const STEPS = [12, 20, 32, 50, 80, 125, 200, 320, 500, 800, 1000];

/** All generations so far with room to grow; when the run is over, just those there are. */
export function wholeWindow(
  generations: number,
  planned: number,
  over: boolean,
): { readonly first: number; readonly columns: number } {
  if (over && generations > 0) return { first: 0, columns: Math.max(generations, 6) };
  const room = STEPS.find((step) => step >= generations + 1) ?? generations + 1;
  return { first: 0, columns: Math.max(6, Math.min(room, Math.max(planned, generations))) };
}

/** The last so many generations. */
export function lastWindow(
  generations: number,
  columns: number,
): { readonly first: number; readonly columns: number } {
  return { first: Math.max(0, generations - columns), columns };
}

/** Round numbers for an axis of generations, at least `space` pixels apart. */
export function generationTicks(
  scale: Pick<TreeScale, 'first' | 'columns' | 'columnWidth'>,
  space = 56,
): number[] {
  const every =
    [1, 2, 5, 10, 20, 25, 50, 100, 200].find((step) => step * scale.columnWidth >= space) ?? 500;
  const ticks: number[] = [];
  for (let g = Math.ceil(scale.first / every) * every; g < scale.first + scale.columns; g += every)
    ticks.push(g);
  return ticks;
}
