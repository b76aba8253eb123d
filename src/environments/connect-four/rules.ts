/** Owner of each cell, 0 or 1, null: free; row by row, row 0 on top. */
export type Board = readonly (number | null)[];

/** A game under way. */
export interface ConnectFourState {
  readonly board: Board;
  /** Player whose turn it is: 0 or 1. */
  readonly turn: number;
  /** Column of the last move; null before the first. */
  readonly last: number | null;
}

export const ROWS = 6;
export const COLUMNS = 7;
export const EMPTY_BOARD: Board = Array.from({ length: ROWS * COLUMNS }, () => null);

/** Columns whose top cell is free, ascending. */
export const legalColumns = (board: Board): readonly number[] =>
  Array.from({ length: COLUMNS }, (_, column) => column).filter((column) => board[column] === null);

export const isFull = (board: Board): boolean => legalColumns(board).length === 0;

/** The board with a player's disc in the lowest free cell of a column. Throws a RangeError where none is free. */
export function dropped(board: Board, column: number, player: number): Board {
  for (let row = ROWS - 1; row >= 0; row--) {
    const cell = row * COLUMNS + column;
    if (board[cell] === null) return board.with(cell, player);
  }
  throw new RangeError(`column ${column} has no free cell`);
}

type Line = readonly [number, number, number, number];

/** Every line of four, as cells. */
export const LINES: readonly Line[] = (() => {
  const lines: Line[] = [];
  const ways = [
    [0, 1],
    [1, 0],
    [1, 1],
    [1, -1],
  ] as const;
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++)
      for (const [down, right] of ways) {
        const [lastRow, lastColumn] = [row + 3 * down, column + 3 * right];
        if (lastRow >= ROWS || lastColumn < 0 || lastColumn >= COLUMNS) continue;
        const cell = (i: number) => (row + i * down) * COLUMNS + column + i * right;
        lines.push([cell(0), cell(1), cell(2), cell(3)]);
      }
  return lines;
})();

/** Numbers of the lines that each cell lies in. */
export const LINES_THROUGH: readonly (readonly number[])[] = Array.from(
  { length: ROWS * COLUMNS },
  (_, cell) => [...LINES.keys()].filter((line) => LINES[line]?.includes(cell)),
);

/** Tells whether a player's disc in a column that has a free cell would make four in a line. */
export function wouldWin(board: Board, column: number, player: number): boolean {
  let cell = (ROWS - 1) * COLUMNS + column;
  while (board[cell] !== null) cell -= COLUMNS;
  const isOwn = (other: number) => other === cell || board[other] === player;
  return (LINES_THROUGH[cell] as readonly number[]).some((line) => {
    const [a, b, c, d] = LINES[line] as Line;
    return isOwn(a) && isOwn(b) && isOwn(c) && isOwn(d);
  });
}

/** Cells of the player's first line of four; null: there is none. */
export const winningLine = (board: Board, player: number): readonly number[] | null =>
  LINES.find(
    ([a, b, c, d]) =>
      board[a] === player && board[b] === player && board[c] === player && board[d] === player,
  ) ?? null;

export const wins = (board: Board, player: number): boolean => winningLine(board, player) !== null;
