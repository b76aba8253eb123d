import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { connectFour } from '#environments/connect-four/connect-four.ts';
import {
  type Board,
  COLUMNS,
  type ConnectFourState,
  dropped,
  EMPTY_BOARD,
  legalColumns,
  wins,
  wouldWin,
} from '#environments/connect-four/rules.ts';
import reference from '../reference/connect-four.json' with { type: 'json' };

const start = () => connectFour.reset(draws([0, 0]));

const moved = (state: ConnectFourState, column: number) =>
  connectFour.step(state, [column, column], draws([0, 0]));

const playerOf = (agent: string) => Number(agent === 'player_1');

/** FNV-1a over the bytes of a player's observation, as recorded. */
function observationHash(state: ConnectFourState, player: number): string {
  const cells = new Float32Array(84);
  connectFour.observe(state, player, cells, 0);
  let hash = 0x811c9dc5;
  for (const cell of cells) hash = Math.imul(hash ^ cell, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** The board as recorded: x the observer's discs, o the opponent's. */
function boardFor({ board }: ConnectFourState, player: number): string[] {
  const signs = board.map((owner) => (owner === null ? '.' : owner === player ? 'x' : 'o'));
  return Array.from({ length: 6 }, (_, row) => signs.slice(row * 7, row * 7 + 7).join(''));
}

const mask = (state: ConnectFourState, player: number) => {
  const choices = connectFour.choices?.(state, player) ?? [];
  return Array.from({ length: COLUMNS }, (_, column) => Number(choices.includes(column)));
};

test.each(reference.games.map((game, i) => ({ i, game })))(
  'game $i is PettingZoo’s',
  ({ game }) => {
    let state = start();
    let rewards: readonly number[] = [];
    for (const [i, step] of game.steps.entries()) {
      const player = playerOf(step.agent);
      expect(state.turn).toBe(player);
      expect(connectFour.choices?.(state, player)).toEqual(step.legal);
      expect(connectFour.choices?.(state, 1 - player)).toEqual([]);
      expect(observationHash(state, player)).toBe(step.observationHash);
      if ('board' in step && step.board) expect(boardFor(state, player)).toEqual(step.board);
      const transition = moved(state, step.move);
      expect(transition.terminated).toBe(i === game.steps.length - 1);
      if (!transition.terminated) expect(transition.rewards).toEqual([0, 0]);
      ({ state, rewards } = transition);
    }
    expect(rewards).toEqual(Object.values(game.rewards));
    expect([0, 1].map((player) => observationHash(state, player))).toEqual(
      Object.values(game.finalObservationHash),
    );
    expect(state.turn).toBe(playerOf(game.finalAgent));
    expect([0, 1].map((player) => mask(state, player))).toEqual(Object.values(game.finalMasks));
  },
);

test.each(Object.entries(reference.forced))('%s is found', (_, { steps, finalBoard }) => {
  let state = start();
  for (const step of steps) {
    const { state: next, rewards, terminated } = moved(state, step.move);
    expect(rewards).toEqual(Object.values(step.rewards));
    expect(terminated).toBe(step.terminated);
    state = next;
  }
  expect([boardFor(state, 0), boardFor(state, 1)]).toContainEqual(finalBoard);
});

describe('a move into a full column', () => {
  const { moves, rewards, maskBefore } = reference.illegalMove;

  test('ends the game: −1 for who made it, 0 for the other', () => {
    let state = start();
    for (const move of moves.slice(0, -1)) ({ state } = moved(state, move));
    expect(mask(state, 0)).toEqual(maskBefore);
    const last = moved(state, moves.at(-1) as number);
    expect(last.rewards).toEqual(Object.values(rewards));
    expect(last.terminated).toBe(true);
    expect(last.state.board).toEqual(state.board);
  });
});

test('random games end, with a winner whose four are in a line or a full board', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(41), { minLength: 42, maxLength: 42 }), (choices) => {
      let state = start();
      for (const choice of choices) {
        const legal = connectFour.choices?.(state, state.turn) ?? [];
        const mover = state.turn;
        const transition = moved(state, legal[choice % legal.length] as number);
        ({ state } = transition);
        if (!transition.terminated) continue;
        const won = wins(state.board, mover);
        expect(transition.rewards[mover]).toBe(won ? 1 : 0);
        expect(won || state.board.every((owner) => owner !== null)).toBe(true);
        return;
      }
      expect.fail('42 moves fill the board');
    }),
  );
});

test('a disc would win exactly where four are in a line once it is dropped', () => {
  const reader = draws([3, 1]);
  const seen = new Set<boolean>();
  for (let game = 0; game < 50; game++) {
    let board: Board = EMPTY_BOARD;
    for (let turn = 0; turn < 42; turn++) {
      const legal = legalColumns(board);
      for (const column of legal)
        for (const player of [0, 1]) {
          const found = wouldWin(board, column, player);
          expect(found).toBe(wins(dropped(board, column, player), player));
          seen.add(found);
        }
      const safe = legal.filter((column) => !wouldWin(board, column, turn % 2));
      if (safe.length === 0) break;
      board = dropped(board, safe[reader.integer(safe.length)] as number, turn % 2);
    }
  }
  expect(seen.size).toBe(2);
});
