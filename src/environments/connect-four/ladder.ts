import type { Draws } from '#core/random.ts';
import { type Board, COLUMNS, dropped, LINES, legalColumns, wins } from './rules.ts';

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
  const winning = (who: number) => legal.filter((column) => wins(dropped(board, column, who), who));
  const [mine, theirs] = [winning(player), winning(1 - player)];
  return oneOf(mine.length > 0 ? mine : theirs.length > 0 ? theirs : legal, draws);
}

/** Looks so many moves ahead, both players', and counts lines that are still open (alpha–beta search). */
export function minimax(depth: number): Opponent {
  return (board, player, draws) => {
    const values = legalColumns(board).map((column) => ({
      column,
      value: valueAfter(board, column, player, depth, -Infinity),
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

/** Of a move to the player who makes it, looking `depth` moves ahead with this one. Exact where it is above `least`. */
function valueAfter(
  board: Board,
  column: number,
  player: number,
  depth: number,
  least: number,
): number {
  const after = dropped(board, column, player);
  if (wins(after, player)) return WIN + depth;
  if (legalColumns(after).length === 0) return 0;
  if (depth === 1) return openLines(after, player);
  let worst = Infinity; // the opponent takes the reply that is worst for the player
  for (const reply of ORDER) {
    if (after[reply] !== null) continue;
    worst = Math.min(worst, -valueAfter(after, reply, 1 - player, depth - 1, -worst));
    if (worst <= least) break;
  }
  return worst;
}

/** What each of 0 to 3 own discs in a line without the other's is worth. */
const WORTH = [0, 1, 6, 30] as const;

/** Worth of the lines that only one player has discs in, those of the other counted against. */
function openLines(board: Board, player: number): number {
  let worth = 0;
  for (const line of LINES) {
    let own = 0;
    let others = 0;
    for (const cell of line) {
      const owner = board[cell];
      if (owner === player) own++;
      else if (owner !== null) others++;
    }
    if (others === 0)
      worth += WORTH[own] as number; // four are a win
    else if (own === 0) worth -= WORTH[others] as number;
  }
  return worth;
}
