import { describe, expect, test } from 'vitest';
import { type Draws, draws, keyFor } from '#core/random.ts';
import {
  LADDER,
  minimax,
  type Opponent,
  oneStep,
  openLines,
  random,
} from '#environments/connect-four/ladder.ts';
import {
  type Board,
  COLUMNS,
  dropped,
  EMPTY_BOARD,
  isFull,
  wins,
} from '#environments/connect-four/rules.ts';

/** 1: the first player wins, −1: the second, 0: a draw. */
function game(first: Opponent, second: Opponent, reader: Draws): number {
  let board = EMPTY_BOARD;
  for (let turn = 0; !isFull(board); turn = 1 - turn) {
    const column = (turn === 0 ? first : second)(board, turn, reader);
    board = dropped(board, column, turn);
    if (wins(board, turn)) return turn === 0 ? 1 : -1;
  }
  return 0;
}

/** Games that the stronger wins of so many, half of them as first player. */
function won(stronger: Opponent, weaker: Opponent, games: number): number {
  const results = Array.from({ length: games }, (_, i) => {
    const reader = draws(keyFor(5, 'play', i, 0));
    return i % 2 === 0 ? game(stronger, weaker, reader) : -game(weaker, stronger, reader);
  });
  return results.filter((result) => result === 1).length;
}

/** Discs dropped into columns, players in turn. */
const boardAfter = (...columns: number[]): Board =>
  columns.reduce((board: Board, column, i) => dropped(board, column, i % 2), EMPTY_BOARD);

const chosen = (opponent: Opponent, board: Board, player: number) =>
  new Set(Array.from({ length: 20 }, (_, i) => opponent(board, player, draws([i, 1]))));

describe('who looks ahead', () => {
  const threatened = boardAfter(0, 3, 0, 3, 1, 3); // the second player has three in column 3

  test.each(LADDER.slice(1))('$name wins at once if it can', ({ play }) => {
    expect(chosen(play, threatened, 1)).toEqual(new Set([3]));
  });

  test.each(LADDER.slice(1))('$name blocks at once if it must', ({ play }) => {
    expect(chosen(play, threatened, 0)).toEqual(new Set([3]));
  });

  test('rather wins than blocks', () => {
    const both = boardAfter(0, 3, 0, 3, 0, 3);
    for (const { play } of LADDER.slice(1)) expect(chosen(play, both, 0)).toEqual(new Set([0]));
  });

  test('two moves ahead does not give the opponent a win on top of its own disc', () => {
    // The second player lacks column 4 of the second row, and its cell is filled once column 4 has a disc.
    let board: Board = EMPTY_BOARD;
    for (const [column, player] of [
      [1, 0],
      [2, 1],
      [3, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [0, 0],
      [0, 0],
    ] as const)
      board = dropped(board, column, player);
    // Column 4 is empty: a disc of player 0 there lets player 1 complete the second row above it.
    expect(chosen(minimax(2), board, 0)).not.toContain(4);
  });

  test('four moves ahead finds a double threat', () => {
    // Three free cells on each side of two discs in the bottom row: a third makes two threats.
    const board = boardAfter(2, 2, 3, 3);
    const columns = chosen(minimax(4), board, 0);
    for (const column of columns) expect([1, 4]).toContain(column);
  });
});

test('random players use every free column', () => {
  expect(chosen(random, EMPTY_BOARD, 0).size).toBe(COLUMNS);
});

test('each rung beats the one below it', { timeout: 120_000 }, () => {
  expect(won(oneStep, random, 200)).toBeGreaterThan(160);
  expect(won(minimax(2), oneStep, 40)).toBeGreaterThan(28);
  expect(won(minimax(4), minimax(2), 20)).toBeGreaterThan(12);
});

test('open lines count what may yet become four, and nothing of a line in which both have discs', () => {
  expect(openLines(EMPTY_BOARD)).toBe(0);
  expect(openLines(boardAfter(3))).toBe(7); // lines through the middle of the bottom row
  expect(openLines(boardAfter(0, 3))).toBeLessThan(0); // three lines against seven
  const three = boardAfter(0, 1, 0, 1, 0);
  const closed = boardAfter(0, 1, 0, 1, 0, 0); // with the other's disc on top
  expect(openLines(three) - openLines(closed)).toBeGreaterThan(30);
});
