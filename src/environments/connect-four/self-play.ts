import type { SettingDeclaration } from '#core/algorithm.ts';
import type { Environment, Player, SelfPlay, Transition } from '#core/environment.ts';
import type { Draws } from '#core/random.ts';
import type { Options } from '#core/run-config.ts';
import { connectFour } from './connect-four.ts';
import { LADDER, openLines } from './ladder.ts';
import {
  type Board,
  COLUMNS,
  type ConnectFourState,
  legalColumns,
  ROWS,
  winningLine,
} from './rules.ts';

/** One side's game: the board, which side it is, and who plays the other. */
interface SelfPlayState {
  readonly game: ConnectFourState;
  /** 0: the agent moves first, 1: its rival does. */
  readonly seat: number;
  /** The rival's rung of the ladder. */
  readonly rung: number;
}

/** Rungs of the ladder that fitness is measured against: the rest would win every game for long. */
const FITNESS_RUNGS = 2;

const OPTIONS: readonly SettingDeclaration[] = [
  {
    name: 'fitness',
    label: 'Fitness',
    explanation:
      'What fitness is: wins less losses against players of fixed strength, half of them random, half looking one step ahead; or in games between the agents of a generation, each pair with both colours.',
    kind: 'choice',
    initial: 'ladder',
    choices: [
      { value: 'ladder', label: 'against a fixed ladder' },
      { value: 'tournament', label: 'tournament of the generation' },
    ],
  },
  {
    name: 'randomShare',
    label: 'Random rivals',
    explanation:
      'Share of the training games against a rival that moves at random. While there are no ancestors yet, their games are such, too.',
    kind: 'real',
    initial: 0.2,
    lowest: 0,
    highest: 1,
  },
  {
    name: 'oneStepShare',
    label: 'Rivals a step ahead',
    explanation:
      'Share of the training games against a player that wins at once if it can and blocks at once if it must, and else moves at random. Fitness on the ladder is measured against the same.',
    kind: 'real',
    initial: 0,
    lowest: 0,
    highest: 1,
  },
  {
    name: 'selfShare',
    label: 'Oneself as rival',
    explanation:
      'Share of the training games against the agent itself as it is at that moment. What is left is against ancestors.',
    kind: 'real',
    initial: 0.3,
    lowest: 0,
    highest: 1,
  },
  {
    name: 'poolSize',
    label: 'Ancestors kept',
    explanation:
      'The fittest of each generation is kept as a rival of later ones, up to so many: when they are too many, one whose generation is closest to its neighbours’ goes.',
    kind: 'integer',
    initial: 12,
    lowest: 1,
    highest: 64,
  },
  {
    name: 'shaping',
    label: 'Pay for open lines',
    explanation:
      'Training also pays, move by move, for the change in lines that are still open: about so much for three lines with three discs each. It is discounted by γ as results are, and what a line pays is taken back when the game ends, so that the best moves are the same as without. Fitness is of results alone.',
    kind: 'real',
    initial: 0,
    lowest: 0,
    highest: 1,
  },
];

/** Open lines that are a potential of 1: a little more than three lines with three discs each. */
const FULL_POTENTIAL = 100;

const [seatOfFirst] = connectFour.players;
const PLAYER: Player = { ...(seatOfFirst as Player), name: 'agent' }; // there are two

/**
 * One side of Connect Four: the rival's reply is part of the world. The side that begins an episode is drawn; so is the
 * rival, among the first two of the ladder. In training others take its place; see `engine/self-play`.
 */
export const connectFourSelfPlay = (options: Options = {}): Environment<SelfPlayState> => {
  const selfPlay = { ...DEFAULTS, ...options } as unknown as SelfPlay; // checked with the configuration
  const labels = <T>(list: readonly T[]) => list.slice(0, list.length / 2); // of the first of two alike
  const { title, summary, observationLabels, actionLabels, secondsPerStep } = connectFour;
  return {
    id: 'connect_four_self_play',
    title,
    summary: `${summary} An agent learns it from games against itself, its ancestors and simple players.`,
    players: [PLAYER],
    maxSteps: connectFour.maxSteps / 2,
    secondsPerStep: 2 * secondsPerStep,
    returnRange: [-1, 1],
    solvedAt: 1,
    observationLabels: labels(observationLabels),
    actionLabels: labels(actionLabels),
    options: OPTIONS,
    with: connectFourSelfPlay,
    duel: {
      game: connectFour,
      ladder: LADDER.map(({ name, play }) => ({
        name,
        play: (state, draws) => {
          const { board, turn } = state as ConnectFourState; // of this game
          return play(board, turn, draws);
        },
      })),
      selfPlay,
      potential: (observation) => openLines(boardSeen(observation)) / FULL_POTENTIAL,
      board(state) {
        const { board } = state as ConnectFourState; // of this game
        return {
          rows: ROWS,
          columns: COLUMNS,
          cells: board.map((owner) => owner ?? -1),
          line: winningLine(board, 0) ?? winningLine(board, 1) ?? [],
        };
      },
    },

    reset(draws) {
      const seat = draws.integer(2);
      const rung = draws.integer(FITNESS_RUNGS);
      const game = connectFour.reset(draws);
      return { game: seat === 0 ? game : replied(game, rung, draws).state, seat, rung };
    },

    step({ game, seat, rung }, action, draws) {
      const moved = connectFour.step(game, [action[0] as number, action[0] as number], draws);
      const next = moved.terminated ? moved : replied(moved.state, rung, draws);
      return {
        state: { game: next.state, seat, rung },
        rewards: [next.rewards[seat] as number], // of two
        terminated: next.terminated,
      };
    },

    choices: ({ game, seat }) => (game.turn === seat ? legalColumns(game.board) : []),
    observe: ({ game, seat }, _, into, at) => connectFour.observe(game, seat, into, at),
    draw: ({ game }) => connectFour.draw(game),
  };
};

const DEFAULTS = Object.fromEntries(OPTIONS.map(({ name, initial }) => [name, initial]));

/** The board of an observation, whose observer is its first player. */
function boardSeen(observation: Float32Array): Board {
  return Array.from({ length: ROWS * COLUMNS }, (_, cell) =>
    observation[2 * cell] ? 0 : observation[2 * cell + 1] ? 1 : null,
  );
}

/** The rival's move. */
function replied(game: ConnectFourState, rung: number, draws: Draws): Transition<ConnectFourState> {
  const { play } = LADDER[rung] as (typeof LADDER)[number]; // drawn among them
  const column = play(game.board, game.turn, draws);
  return connectFour.step(game, [column, column], draws);
}
