import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EngineVersion } from '#core/engine-version.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { ControllerEntry } from '#core/strategy/strategy-catalog.ts';
import type { TeamFile } from '#core/strategy/trained-team.ts';
import type {
  IntervalRow,
  SavedTeams,
  TeamGeneration,
  TeamsCheckpoint,
  TrainingPlan,
} from '#core/strategy/training-plan.ts';
import type { Failed } from './failed.ts';

/** Messages that cross the worker boundary where teams evolve. The kind selects the payload. */

/** Page → engine. */
export type TeamsCommand =
  /** Comes first: below which address the page's files lie. Answered by `offered`. */
  | { readonly kind: 'open'; readonly base: string }
  /** Asks what a plan is that may be anything, as one of a file. Answered by `planRead` or `planRefused`. */
  | { readonly kind: 'read'; readonly plan: unknown }
  /** Asks by a short generation how long a plan would take, in place of the run there was. Answered by `timed`. */
  | { readonly kind: 'time'; readonly run: number; readonly plan: TrainingPlan }
  /**
   * Begins an evolution, in place of the one there was; `saved`: goes on from that population, and `checkpoint`: within its
   * generation.
   */
  | {
      readonly kind: 'evolve';
      readonly run: number;
      readonly plan: TrainingPlan;
      readonly saved: SavedTeams | null;
      readonly checkpoint: TeamsCheckpoint | null;
      readonly paused: boolean;
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'stop' }
  /** Takes a team out of a population; null: the best. Answered by `taken`. */
  | {
      readonly kind: 'take';
      readonly plan: TrainingPlan;
      readonly saved: SavedTeams;
      readonly agent: number | null;
    };

/** Engine → page. */
export type TeamsEvent =
  | { readonly kind: 'offered'; readonly offer: TeamsOffer }
  | { readonly kind: 'planRead'; readonly plan: WholeTrainingPlan }
  | { readonly kind: 'planRefused'; readonly message: string }
  /** Time that all generations of a plan would take on this machine. */
  | { readonly kind: 'timed'; readonly run: number; readonly seconds: number }
  /** The plan cannot be carried out. */
  | { readonly kind: 'refused'; readonly run: number; readonly message: string }
  | TeamsBegun
  | { readonly kind: 'status'; readonly run: number; readonly status: 'running' | 'paused' }
  /** At most ten times a second: how far the generation's run is. */
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly generation: number;
      readonly interval: number;
      /** Share of the interval's updates. */
      readonly done: number;
    }
  /** Another run of the generation has begun, as a checkpoint counts them. */
  | {
      readonly kind: 'part';
      readonly run: number;
      readonly generation: number;
      readonly part: number;
    }
  | TeamsInterval
  /** Comes between two intervals, every few seconds at most. */
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: TeamsCheckpoint }
  | {
      readonly kind: 'bred';
      readonly run: number;
      readonly generation: TeamGeneration;
      /** The population that trains next. */
      readonly saved: SavedTeams;
      /** Computing time of the generation. */
      readonly elapsedMs: number;
    }
  | {
      readonly kind: 'ended';
      readonly run: number;
      readonly reason: 'generations' | 'stopped';
    }
  /** Null: no such team is in the population. */
  | { readonly kind: 'taken'; readonly agent: number | null; readonly file: TeamFile | null }
  | Failed;

/** A plan that says how its population is judged and evolves. */
export type WholeTrainingPlan = TrainingPlan &
  Required<Pick<TrainingPlan, 'evaluations' | 'selection' | 'mutation'>>;

/** Everything the engine offers where teams evolve. */
export interface TeamsOffer extends EngineVersion {
  /** A plan to begin with. */
  readonly usual: WholeTrainingPlan;
  /** Controllers that evolve: those of networks. */
  readonly controllers: readonly ControllerEntry[];
  readonly domains: readonly { readonly id: string; readonly label: string }[];
}

export interface TeamsBegun {
  readonly kind: 'begun';
  readonly run: number;
  /** The first teams. */
  readonly founders: readonly Birth[];
  /** A team as evolution sees it, and the evolution as a run, from which the genealogy is drawn. */
  readonly declaration: AlgorithmDeclaration;
  readonly config: RunConfig;
  /** Generation that trains first. */
  readonly generation: number;
  /** Ids of its teams, in order. */
  readonly teams: readonly number[];
}

/** An interval of the generation that trains or is judged is over. */
export interface TeamsInterval {
  readonly kind: 'interval';
  readonly run: number;
  readonly generation: number;
  /** Interval, from 0. */
  readonly interval: number;
  /** Results in order of the teams. */
  readonly rows: readonly IntervalRow[];
}
