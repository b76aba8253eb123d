import type { Genome } from '#core/genome.ts';
import type { Birth } from '#core/lineage.ts';
import type { Moments } from '#core/moments.ts';
import type { Scene } from '#core/scene.ts';

export type Phase = 'train' | 'evaluate' | 'select' | 'mutate';
export const PHASES = ['train', 'evaluate', 'select', 'mutate'] as const;

/** The run's best agent, by one rule; see `engine/champion.ts`. */
export interface Champion {
  /** Individual as it was when it was found, weights included. */
  readonly individual: Individual;
  /** Its fitness in that generation, by which it challenged. */
  readonly fitness: number;
  /** Moments of its returns over all fresh episodes that it has played in contests. */
  readonly evaluation: Moments;
}

/** Contest of challenger and champion over the same fresh episodes. */
export interface Contest {
  readonly generation: number;
  /** Number of episodes that each played. */
  readonly episodes: number;
  readonly challenger: Contestant;
  /** The champion before; null: there was none. */
  readonly before: Contestant | null;
  /** True when the challenger is the champion now. */
  readonly won: boolean;
}

export interface Contestant {
  readonly agent: number;
  /** Generation in which it was found. */
  readonly generation: number;
  /** Mean return over the episodes of this contest. */
  readonly mean: number;
}

/** The champion after a contest, or where a run is taken up again. */
export interface ChampionEvent {
  readonly kind: 'champion';
  readonly run: number;
  readonly champion: Champion;
  /** Null: none was held, the run was taken up with this champion. */
  readonly contest: Contest | null;
  /** Environment steps of all contests of the run so far. */
  readonly contestSteps: number;
}

/** An episode of a new champion, as it is then. */
export interface ChampionEpisodeEvent {
  readonly kind: 'championEpisode';
  readonly run: number;
  readonly generation: number;
  readonly agent: number;
  /** Return of this episode. */
  readonly episodeReturn: number;
  readonly scenes: readonly Scene[];
  /** Environment steps from one scene to the next. */
  readonly stepsPerScene: number;
}

/** At most ten times a second, and only after the last one was acknowledged. */
export interface ProgressEvent {
  readonly kind: 'progress';
  readonly run: number;
  readonly generation: number;
  readonly phase: Phase;
  /** Share of the generation's training steps done. */
  readonly done: number;
  /** Environment steps of the whole population since the run began, evaluation left out. */
  readonly steps: number;
  /** Gradient updates of the whole population since the run began. */
  readonly updates: number;
  /** Over the last second or so of computing. */
  readonly stepsPerSecond: number;
  readonly updatesPerSecond: number;
  /** Computing time since the run began, pauses left out. */
  readonly elapsedMs: number;
}

/** One generation has been evaluated, selected and mutated. Arrays are by slot of this generation's population. */
export interface GenerationEvent {
  readonly kind: 'generation';
  readonly run: number;
  readonly generation: number;
  /** Agents alive. */
  readonly ids: Int32Array;
  /** Mean greedy return over this generation's evaluation episodes; NaN: diverged. */
  readonly fitness: Float64Array;
  /** [A × H], hyperparameters in the algorithm's declared order. */
  readonly hyperparameters: Float64Array;
  /** Slots of agents whose numbers were no longer finite. */
  readonly diverged: Int32Array;
  /** Trainable numbers of each agent's policy. */
  readonly parameters: Int32Array;
  /**
   * Each agent's means of what its updates of this generation measured, by metric of the algorithm, [A]; NaN where it made
   * none, or where it is too great to be shown. Absent in runs of before it was kept.
   */
  readonly metrics?: Readonly<Record<string, Float64Array>>;
  /** Games of the champion of that moment; absent: the task is no game, or there is no champion yet. */
  readonly games?: Games;
  /** Tournaments that chose the next generation, and whom it holds in order of slot (the elite under its own id). */
  readonly tournaments: readonly Tournament[];
  readonly next: Int32Array;
  /** Agents of the next generation that are new. Empty after the last. */
  readonly births: readonly Birth[];
  /** Environment steps of the whole population so far. */
  readonly steps: number;
  readonly elapsedMs: number;
  /** Hash of the chain after this generation. */
  readonly hash: string;
}

/** Games of an agent by which its strength is measured. */
export interface Games {
  readonly agent: number;
  /**
   * Generation after whose training it had the weights that played: an agent that lives on learns on. Absent in runs of
   * before it was kept.
   */
  readonly generation?: number;
  readonly results: readonly GameResult[];
}

export interface GameResult {
  /** Name of a player of fixed strength, or number of an agent. */
  readonly rival: string | number;
  /** Generation of an agent’s weights, as in {@link Games}. */
  readonly generation?: number;
  readonly won: number;
  readonly drawn: number;
  readonly lost: number;
}

/** A tournament: who was drawn (slots, with replacement), who won. */
export interface Tournament {
  readonly drawn: readonly number[];
  readonly winner: number;
}

/** Changes made together while running, at a step of the run; replayed with it. */
export interface Edit {
  /** Generation in which it took effect, and the vector step within it before which it did. */
  readonly generation: number;
  readonly step: number;
  /** New values by the path of their field, such as 'selection.tournamentSize'. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** An agent taken out of its run: enough to found a population of its copies. */
export interface Individual {
  readonly engine: string;
  readonly environment: string;
  readonly algorithm: string;
  readonly genome: Genome;
  /** Slab of every network, targets included, as its plan lays it out. */
  readonly weights: Readonly<Record<string, Float32Array>>;
  readonly agent: number;
  readonly generation: number;
  readonly seed: number;
}
