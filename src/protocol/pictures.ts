import type { GameBoard } from '#core/environment.ts';
import type { Scene } from '#core/scene.ts';

/** Values or chances that an agent gives its choices in a position of a game. */
export interface Appraisal {
  /** Result that it expects of each choice, or its chance of making it; null of those that cannot be made. */
  readonly values: readonly (number | null)[];
  /** True when they are chances, as a policy that is drawn from has them. */
  readonly areChances: boolean;
}

/** A moment of an agent that plays for a viewer. */
export interface Picture {
  readonly agent: number;
  readonly scene: Scene;
  readonly episodeReturn: number;
  readonly episodeLength: number;
  /** Name of its last action. */
  readonly action: string;
  /** True when this is the last moment of the episode. */
  readonly over: boolean;
  /** Appraisal of its choices now, of a game. */
  readonly appraisal?: Appraisal;
}

/** A game for two after some moves, as an agent sees it. */
export interface GamePicture extends GameBoard {
  /** Choices so far, the first player's first. */
  readonly moves: readonly number[];
  /** Choices of the player to move; none: the game is over. */
  readonly choices: readonly number[];
  readonly over: boolean;
  /** 0: the player that moved first, 1: the other; null: no player has won. */
  readonly winner: number | null;
  /** Appraisal of the choices of the player to move; null: the game is over. */
  readonly appraisal: Appraisal | null;
  /** Choice it would make; null: the game is over. */
  readonly choice: number | null;
}

/** Picture of a network: sizes and how strong the connections are. */
export interface NetworkPicture {
  readonly name: string;
  readonly layers: readonly { readonly label: string; readonly size: number }[];
  /** Connections of the dense layers, in the order of computation; empty where the weights are not kept any more. */
  readonly connections: readonly Connections[];
}

/** |w| of a dense layer, [inputs × outputs]; a wide one is summed up in blocks, the greatest of each. */
export interface Connections {
  readonly inputs: number;
  readonly outputs: number;
  /** Number of rows and columns here: at most as many as inputs and outputs. */
  readonly rows: number;
  readonly columns: number;
  readonly strengths: Float32Array;
}

/** Over what an agent is mapped. */
export interface MapView {
  /** Player whose it is, by position among the task's players; absent: the only one. */
  readonly player?: number;
  /** Two of its observations, by number. */
  readonly axes: readonly [x: number, y: number];
  /** Cells along each axis. */
  readonly cells: number;
  /** Values at which the other observations are held, by number; where none is given, the median of those seen. */
  readonly held: Readonly<Record<number, number>>;
}

/**
 * Map of an agent's actions and expected values over two of its observations. Cells are row-major, y outside, from the
 * low ends.
 */
export interface PolicyMap {
  readonly view: MapView;
  readonly generation: number;
  /** Between which the agents' recent observations lie, by number; a few at each end left out. */
  readonly seen: readonly {
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
  /** [cells²] number of the choice, or [cells² × numbers] in the environment's units. */
  readonly actions: Float32Array;
  /** Expected values: of its action, or of the observation; null where the algorithm has neither. */
  readonly values: Float32Array | null;
  /** Label of the network whose estimate that is. */
  readonly valuedBy: string | null;
}
