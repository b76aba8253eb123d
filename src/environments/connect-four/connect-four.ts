import type { Environment } from '#core/environment.ts';
import { box } from '#core/spaces.ts';
import { drawBoard } from './draw-board.ts';
import {
  COLUMNS,
  type ConnectFourState,
  dropped,
  EMPTY_BOARD,
  isFull,
  legalColumns,
  ROWS,
  wins,
} from './rules.ts';

const CELLS = ROWS * COLUMNS;
const PLAYERS = ['first', 'second'] as const;

/**
 * Connect Four as PettingZoo's `connect_four_v3`. Two players drop discs into columns in turn; four in a line win.
 *
 * Observation: 6 × 7 cells, row 0 on top, of two numbers each: the observer's disc, the opponent's. Action: a column;
 * only that of the player whose turn it is counts. Reward: 1 and −1 at the end, 0 for a draw. A move into a full
 * column loses 1 and ends the game.
 */
export const connectFour: Environment<ConnectFourState> = {
  id: 'connect_four_v3',
  title: 'Connect Four',
  summary:
    'Two players drop discs into seven columns in turn. Who first has four in a line, across, down or aslant, wins.',
  players: PLAYERS.map((name) => ({
    name,
    observationSpace: box([ROWS, COLUMNS, 2], 0, 1),
    actionSpace: { kind: 'discrete', n: COLUMNS },
  })),
  maxSteps: CELLS,
  secondsPerStep: 0.5,
  returnRange: [-1, 1],
  solvedAt: 1,
  observationLabels: PLAYERS.flatMap(() =>
    Array.from({ length: CELLS }, (_, cell) => {
      const place = `row ${Math.floor(cell / COLUMNS) + 1}, column ${(cell % COLUMNS) + 1}`;
      return [`own disc, ${place}`, `opponent’s disc, ${place}`];
    }).flat(),
  ),
  actionLabels: PLAYERS.flatMap(() =>
    Array.from({ length: COLUMNS }, (_, column) => `column ${column + 1}`),
  ),

  reset: () => ({ board: EMPTY_BOARD, turn: 0, last: null }),

  step({ board, turn }, action) {
    const column = action[turn] as number; // a stored number per player
    const next = 1 - turn;
    if (!legalColumns(board).includes(column)) {
      const rewards = turn === 0 ? [-1, 0] : [0, -1];
      return { state: { board, turn: next, last: column }, rewards, terminated: true };
    }
    const after = dropped(board, column, turn);
    const state = { board: after, turn: next, last: column };
    if (wins(after, turn))
      return { state, rewards: turn === 0 ? [1, -1] : [-1, 1], terminated: true };
    return { state, rewards: [0, 0], terminated: isFull(after) };
  },

  choices({ board, turn }, player) {
    return player === turn ? legalColumns(board) : [];
  },

  observe({ board }, player, into, at) {
    for (const [cell, owner] of board.entries()) {
      into[at + 2 * cell] = Number(owner === player);
      into[at + 2 * cell + 1] = Number(owner === 1 - player);
    }
  },

  draw: drawBoard,
};
