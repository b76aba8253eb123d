import type { SettingDeclaration } from './algorithm.ts';
import type { Draws } from './random.ts';
import type { Options } from './run-config.ts';
import type { Scene } from './scene.ts';
import type { Space } from './spaces.ts';

/**
 * A participant that observes and acts in an environment. Most environments have one; a multi-agent world has several.
 */
export interface Player extends PlayerSpaces {
  /** Letters, digits and '_'; those whose names differ only in a number at the end, as 'agent_0', are a group. */
  readonly name: string;
}

/** Observation and actions of one player. */
export interface PlayerSpaces {
  readonly observationSpace: Space;
  readonly actionSpace: Space;
}

/** Result of a step. */
export interface Transition<State> {
  readonly state: State;
  /** One per player. */
  readonly rewards: readonly number[];
  /** The task ended: no value follows. Running out of time is not this; see {@link Environment.maxSteps}. */
  readonly terminated: boolean;
}

/**
 * A task as pure functions over plain state: state in, state out, randomness an argument.
 *
 * An episode is `reset`, then `step` until `terminated`, or until `maxSteps` steps were made, which *truncates* it:
 * the last observation keeps its value. Observations and actions are stored numbers of their spaces
 * (`storedSize(space)` each), players one after the other.
 */
export interface Environment<State = unknown> {
  /** Gymnasium's name, as 'CartPole-v1'. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a newcomer: the aim and the rewards. */
  readonly summary: string;
  readonly players: readonly Player[];
  /** True where groups of players play against each other; absent: all have one aim. */
  readonly isOpposed?: true;
  /** Steps after which an episode is truncated. */
  readonly maxSteps: number;
  /** Seconds of the world that one step takes; the pace at which an episode is shown. */
  readonly secondsPerStep: number;
  /** Returns between which fitness is drawn, all players' together: about the worst and the best that occur. */
  readonly returnRange: readonly [worst: number, best: number];
  /** Mean return at which the task counts as solved. */
  readonly solvedAt: number;
  /** Name of each stored observation number, with its unit; players one after the other. */
  readonly observationLabels: readonly string[];
  /** Indices of the two observations that are the axes of the policy map at first; absent: the first two. */
  readonly mapAxes?: readonly [x: number, y: number];
  /** Legend of the picture, a sentence or two; absent: the picture is plain. */
  readonly depicts?: string;
  /** Names of the actions: the choices of a discrete space, the entries of a box. */
  readonly actionLabels: readonly string[];
  /**
   * True where a state may be stepped once only, because what it stands for is taken over by the state that follows:
   * a physical world. To go on from a point twice, play the same draws and actions from `reset`.
   */
  readonly stateUsedOnce?: true;
  /** Options a configuration can set; absent: none. */
  readonly options?: readonly SettingDeclaration[];
  /** The same task with other options; those not given are as declared. Present where `options` are. */
  with?(options: Options): Environment<State>;
  /** Loads what the environment needs; awaited before the first `reset`. */
  prepare?(): Promise<void>;
  reset(draws: Draws): State;
  step(state: State, action: ArrayLike<number>, draws: Draws): Transition<State>;
  /**
   * The choices that a player has now, ascending; none: it is another's turn, and any action of the player is ignored.
   * Absent where every choice can always be made.
   */
  choices?(state: State, player: number): readonly number[];
  /**
   * Game of which the task is one side, and who may be on the other. The task as such is played against rivals of fixed
   * strength. Absent: it is no side of a game.
   */
  readonly duel?: Duel;
  /**
   * Tells whether a player takes part no more, such as one that was caught: the task has ended for it, while it goes on
   * for others. It is not observed any more, and its actions are ignored. Absent where all take part to the end.
   */
  isGone?(state: State, player: number): boolean;
  /** Writes the observation of a player from `at` on. */
  observe(state: State, player: number, into: Float32Array, at: number): void;
  draw(state: State): Scene;
}

/** A game for two who move in turn, of which a task is one side. */
export interface Duel {
  /** The game itself, for two players. */
  readonly game: Environment;
  /** Rivals of fixed strength, the weakest first. */
  readonly ladder: readonly Rival[];
  readonly selfPlay: SelfPlay;
  /** Pieces on the board. */
  board(state: unknown): GameBoard;
  /** Promise of a game that goes on to the player who observes it so, about −1 to 1; to the other its negative. */
  potential(observation: Float32Array): number;
}

/** A board of cells, row by row, the highest row first. */
export interface GameBoard {
  readonly rows: number;
  readonly columns: number;
  /** The player whose disc lies there, 0 or 1; −1: the cell is empty. */
  readonly cells: readonly number[];
  /** Cells of the line that won; none: no player has won. */
  readonly line: readonly number[];
}

/** A player of fixed strength. */
export interface Rival {
  readonly name: string;
  /** Its choice in a state of the game in which it is its turn; `draws` decides between moves equally good to it. */
  play(state: unknown, draws: Draws): number;
}

/** Settings by which agents learn a game from each other. */
export interface SelfPlay {
  /**
   * Shares of an agent's games against the weakest of the ladder, against the next one, and against itself; the rest is
   * against ancestors.
   */
  readonly randomShare: number;
  readonly oneStepShare: number;
  readonly selfShare: number;
  /** Ancestors kept as rivals, at most. */
  readonly poolSize: number;
  /**
   * Factor on {@link Duel.potential}, whose discounted change is paid with each training step; 0: the result alone is
   * paid.
   */
  readonly shaping: number;
  /** Meaning of fitness: the mean return against the ladder, or in games between the agents of a generation. */
  readonly fitness: 'ladder' | 'tournament';
}
