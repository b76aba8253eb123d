import type { Duel, Environment, Rival } from '#core/environment.ts';
import { type Draws, draws, type Key } from '#core/random.ts';
import type { Individual } from '#protocol/messages.ts';
import { allowed } from '../masks.ts';
import type { RunState } from '../state.ts';
import { openPanel, type Question } from './panel.ts';

/** A player of a match: an agent with its weights, greedily, or a rival of fixed strength. */
export type Player = { readonly individual: Individual } | { readonly rival: Rival };

/** A game between two players, by position in a list. */
export interface Match {
  readonly first: number;
  readonly second: number;
  /** Key of what is drawn in it. Two matches under one key have the same opening. */
  readonly key: Key;
}

/** Drawn moves before a game of agents: one of each side. */
export const OPENING_MOVES = 2;

/** Two games after one opening, with both colours. */
export const bothColours = (one: number, other: number, key: Key): readonly Match[] => [
  { first: one, second: other, key },
  { first: other, second: one, key },
];

interface Table {
  readonly match: Match;
  position: unknown;
  readonly random: Draws;
  turn: number;
  /** Result for the player who moves first: 1 a win, 0 a draw, −1 a loss; null: the game goes on. */
  result: number | null;
}

/**
 * Plays matches side by side, each after an opening of so many drawn moves, counted over both sides: agents that play
 * greedily would else always play the same game.
 *
 * Yields the share of matches that are over; ends with their results for those who move first: 1, 0 or −1.
 */
export async function* playMatches(
  state: RunState,
  { game }: Duel,
  players: readonly Player[],
  matches: readonly Match[],
  openingMoves: number,
): AsyncGenerator<number, readonly number[], void> {
  const tables = matches.map((match) => opened(game, match, openingMoves));
  /** The member of the panel that each player is; −1: it is none. */
  const agents = players.filter((player) => 'individual' in player);
  const memberOf = players.map((player) => ('individual' in player ? agents.indexOf(player) : -1));
  const room = Math.max(
    ...players.map(
      (_, i) => matches.filter(({ first, second }) => first === i || second === i).length,
    ),
  );
  const [{ key = [0, 0] as const } = {}] = matches;
  const individuals = agents.map(({ individual }) => individual);
  const panel = individuals.length > 0 ? openPanel(state, game, individuals, room, key) : null;
  try {
    for (let ply = 0; ; ply++) {
      const playing = tables.filter(({ result }) => result === null);
      yield 1 - playing.length / Math.max(1, tables.length);
      if (playing.length === 0) return tables.map(({ result }) => result ?? 0);
      const asked = playing.filter((table) => (memberOf[moverOf(table)] as number) >= 0);
      const questions = asked.map((table): Question => {
        const member = memberOf[moverOf(table)] as number; // one per player
        return { member, position: table.position, who: table.turn };
      });
      const answers = (await panel?.ask(questions, ply)) ?? [];
      const answered = new Map(asked.map((table, i) => [table, answers[i] as number]));
      for (const table of playing) {
        const player = players[moverOf(table)] as Player; // of the list
        const choice =
          'rival' in player
            ? player.rival.play(table.position, table.random)
            : (answered.get(table) as number);
        move(game, table, choice);
      }
    }
  } finally {
    panel?.dispose();
  }
}

const moverOf = ({ match, turn }: Table): number => (turn === 0 ? match.first : match.second);

function opened(game: Environment, match: Match, openingMoves: number): Table {
  const random = draws(match.key);
  const table: Table = { match, random, position: game.reset(random), turn: 0, result: null };
  for (let ply = 0; ply < openingMoves && table.result === null; ply++) {
    const choices = game.choices?.(table.position, table.turn) ?? [];
    move(game, table, choices[random.integer(choices.length)] as number);
  }
  return table;
}

/** A choice that cannot be made, as of an agent whose numbers are no longer finite, becomes one that can. */
function move(game: Environment, table: Table, choice: number): void {
  const choices = game.choices?.(table.position, table.turn) ?? [];
  const made = allowed(choice, choices, () => table.random);
  const { state, rewards, terminated } = game.step(table.position, [made, made], table.random);
  table.position = state;
  table.turn = 1 - table.turn;
  if (terminated) table.result = Math.sign(rewards[0] as number); // of two
}
