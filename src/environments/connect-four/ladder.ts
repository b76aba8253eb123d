import type { Draws } from '#core/random.ts';
import {
  type Board,
  COLUMNS,
  LINES,
  LINES_THROUGH,
  legalColumns,
  ROWS,
  wouldWin,
} from './rules.ts';

/**
 * Players of fixed strength by which learning agents are measured. Each chooses a column for `player` on a board that
 * is not full; `draws` decides between moves that are equally good to it.
 */
export type Opponent = (board: Board, player: number, draws: Draws) => number;

export const LADDER: readonly { readonly name: string; readonly play: Opponent }[] = [
  { name: 'random', play: random },
  { name: 'one step ahead', play: oneStep },
  { name: 'two moves ahead', play: minimax(2) },
  { name: 'four moves ahead', play: minimax(4) },
];

/** Any column that is free. */
export function random(board: Board, _player: number, draws: Draws): number {
  return oneOf(legalColumns(board), draws);
}

/** Wins at once if it can, blocks at once if it must, else plays anything. */
export function oneStep(board: Board, player: number, draws: Draws): number {
  const legal = legalColumns(board);
  const winning = (who: number) => legal.filter((column) => wouldWin(board, column, who));
  const [mine, theirs] = [winning(player), winning(1 - player)];
  return oneOf(mine.length > 0 ? mine : theirs.length > 0 ? theirs : legal, draws);
}

/** Looks so many moves ahead, both players', and counts lines that are still open (alpha–beta search). */
export function minimax(depth: number): Opponent {
  return (board, player, draws) => {
    const table = tableOf(board);
    const values = legalColumns(board).map((column) => ({
      column,
      value: valueAfter(table, column, player, depth, -Infinity),
    }));
    const best = Math.max(...values.map(({ value }) => value));
    return oneOf(
      values.filter(({ value }) => value === best).map(({ column }) => column),
      draws,
    );
  };
}

const oneOf = (columns: readonly number[], draws: Draws) =>
  columns[draws.integer(columns.length)] as number;

/** Above what any count of open lines comes to; a win is worth more, the sooner it comes. */
const WIN = 10_000;

/** Middle columns first: they lie on more lines, so the search cuts sooner. */
const ORDER = Array.from({ length: COLUMNS }, (_, i) => i).sort(
  (a, b) => Math.abs(a - 3) - Math.abs(b - 3),
);

/** A board that a search drops discs into and takes them out of: thousands of moves are looked at for one. */
interface Table {
  /** Discs in each column. */
  readonly heights: Int8Array;
  discs: number;
  /** Discs of the two players in each line. */
  readonly counts: readonly [Int8Array, Int8Array];
  /** Worth of the lines in which only the first player has discs, less that of those in which only the second has. */
  worth: number;
}

/**
 * Lines that are still open to the first player on a board without four in a line: 1, 6 or 30 for one, two or three discs
 * in a line that has none of the other's, less the same of the second.
 */
export const openLines = (board: Board): number => tableOf(board).worth;

function tableOf(board: Board): Table {
  const counts = [new Int8Array(LINES.length), new Int8Array(LINES.length)] as const;
  const table: Table = { heights: new Int8Array(COLUMNS), discs: 0, counts, worth: 0 };
  for (let row = ROWS - 1; row >= 0; row--)
    for (let column = 0; column < COLUMNS; column++) {
      const owner = board[row * COLUMNS + column] ?? null;
      if (owner !== null) put(table, column, owner);
    }
  return table;
}

/** Drops a disc; true if it makes four in a line. */
function put(table: Table, column: number, player: number): boolean {
  const height = table.heights[column] as number; // a column
  table.heights[column] = height + 1;
  table.discs++;
  return count(table, column, height, player, 1);
}

/** Takes a player's highest disc of a column out. */
function take(table: Table, column: number, player: number): void {
  const height = (table.heights[column] as number) - 1;
  table.heights[column] = height;
  table.discs--;
  count(table, column, height, player, -1);
}

/** Counts a disc in the lines that it lies in, or out of them; true if one of them holds four of the player's. */
function count(table: Table, column: number, height: number, player: number, by: 1 | -1): boolean {
  const [first, second] = table.counts;
  const own = player === 0 ? first : second;
  let isFour = false;
  for (const line of LINES_THROUGH[(ROWS - 1 - height) * COLUMNS + column] as readonly number[]) {
    table.worth -= worthOf(first[line] as number, second[line] as number); // a line
    const discs = (own[line] as number) + by;
    own[line] = discs;
    isFour ||= discs === 4;
    table.worth += worthOf(first[line] as number, second[line] as number);
  }
  return isFour;
}

/** Worth of 0 to 4 discs in a line that has none of the other's; four are a win, and are counted elsewhere. */
const WORTH = [0, 1, 6, 30, 0] as const;

function worthOf(first: number, second: number): number {
  if (second === 0) return WORTH[first as 0]; // at most four
  return first === 0 ? -WORTH[second as 0] : 0;
}

/**
 * Value of a move to the player who makes it, looking `depth` moves ahead with this one. Exact where it is above
 * `least`.
 */
function valueAfter(
  table: Table,
  column: number,
  player: number,
  depth: number,
  least: number,
): number {
  const value = put(table, column, player)
    ? WIN + depth
    : valueOfBoard(table, player, depth, least);
  take(table, column, player);
  return value;
}

/** Value of a board without four in a line, after the player's move. */
function valueOfBoard(table: Table, player: number, depth: number, least: number): number {
  if (table.discs === ROWS * COLUMNS) return 0;
  if (depth === 1) return player === 0 ? table.worth : -table.worth;
  let worst = Infinity; // the opponent takes the reply that is worst for the player
  for (const reply of ORDER) {
    if (table.heights[reply] === ROWS) continue;
    worst = Math.min(worst, -valueAfter(table, reply, 1 - player, depth - 1, -worst));
    if (worst <= least) break;
  }
  return worst;
}
