/** Places of the cells of a matrix, px. */
export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly rowHeight: number;
  /** True when there is room for the columns' names. */
  readonly namesColumns: boolean;
  boxOf(cell: { readonly row: number; readonly column: number }): {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** Null: beside the cells. */
  cellAt(x: number, y: number): { readonly row: number; readonly column: number } | null;
}

const WIDEST_CELL = 34; // px
const NAMED_CELL = 10; // px
/** Room above where columns have no names, px. */
const NO_NAMES = 6;
/** Between cells, where they are large enough, px. */
const GAP = 1;

export function matrixLayout({
  width,
  rows,
  columns,
  cellHeight,
  room,
}: {
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
  /** Null: as high as wide. */
  readonly cellHeight: number | null;
  readonly room: { readonly left: number; readonly top: number };
}): MatrixLayout {
  const { left } = room;
  const cellWidth = Math.min(WIDEST_CELL, Math.max(1, width - left - RIGHT) / Math.max(1, columns));
  const rowHeight = cellHeight ?? cellWidth;
  const namesColumns = cellWidth >= NAMED_CELL;
  const top = namesColumns ? room.top : NO_NAMES;
  const gap = cellWidth > 6 && rowHeight > 6 ? GAP : 0;
  return {
    width,
    height: top + rows * rowHeight,
    left,
    top,
    cellWidth,
    rowHeight,
    namesColumns,
    boxOf: ({ row, column }) => ({
      x: left + column * cellWidth,
      y: top + row * rowHeight,
      width: cellWidth - gap,
      height: rowHeight - gap,
    }),
    cellAt(x, y) {
      const [column, row] = [Math.floor((x - left) / cellWidth), Math.floor((y - top) / rowHeight)];
      const isIn = row >= 0 && row < rows && column >= 0 && column < columns;
      return isIn ? { row, column } : null;
    },
  };
}

const RIGHT = 12; // px
