import type { Genome } from '../genome.ts';
import type { Birth, Mutation } from '../lineage.ts';
import type { RunConfig } from '../run-config.ts';
import type { Choices } from './seats.ts';
import type { StrategyConfig } from './strategy-config.ts';
import type { TrainedIdentity } from './trained-team.ts';

/** Plan for the training of teams: one by one through many runs, or as a population that evolves from run to run. */
export interface TrainingPlan {
  readonly name: string;
  /** Id of a controller, and what is set otherwise than it has it. */
  readonly controller: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly options: TrainedIdentity['options'];
  readonly state: TrainedIdentity['state'];
  readonly reward: TrainedIdentity['reward'];
  /** Runs take them in turn. */
  readonly domains: readonly string[];
  /** Their side, px, and how many there are of each kind. */
  readonly images: { readonly size: number; readonly train: number; readonly validation: number };
  readonly network: StrategyConfig['network'];
  readonly training: StrategyConfig['training'];
  /** Rows of a run; of a population, the number of its teams. */
  readonly rows: number;
  /** Runs one after the other; of a population, its generations. */
  readonly episodes: number;
  /** Seed of the first run; the next ones have the numbers after it, so many in turn, and those that judge the next. */
  readonly seed: number;
  readonly seeds: number;
  /** Runs by which each generation of a population is judged, without exploring or learning; absent: as many as usual. */
  readonly evaluations?: number;
  /** Selection of parents and mutation of children in a population; absent: as teams usually evolve. */
  readonly selection?: RunConfig['selection'];
  readonly mutation?: TeamMutation;
}

/** Founders are never mutated: they have learned nothing yet. */
export type TeamMutation = Omit<RunConfig['mutation'], 'preTraining'>;

/** Outcome of a row of a run. */
export interface EpisodeRow {
  /** mAP on the validation images at the end, a share, and the sum of rewards. */
  readonly mAP: number | null;
  readonly reward: number;
  /** Choices, with the interval from which each held. */
  readonly turns: readonly { readonly from: number; readonly choices: Choices }[];
}

/** Outcome of a team's row in one interval. */
export interface IntervalRow {
  /** mAP on the validation images, a share; null: undefined. */
  readonly mAP: number | null;
  readonly choices: Choices;
  readonly reward: number;
}

/** A generation between two intervals of one of its runs, as it is kept. */
export interface TeamsCheckpoint {
  readonly generation: number;
  /** The run that is under way: 0 is that in which the teams learn, those after it are those by which they are judged. */
  readonly part: number;
  /** Outcome of each of its intervals that is over, in the order of the teams. */
  readonly intervals: readonly (readonly IntervalRow[])[];
  /** Computing time of the generation so far, ms. */
  readonly elapsedMs: number;
  /** State of that run, and what came of those before it, as the engine wrote it. */
  readonly state: unknown;
}

/** A team in a generation that is over. */
export interface JudgedTeam {
  readonly id: number;
  /** Mean mAP on the validation images at the end of the runs by which it was judged, a share; NaN: it diverged. */
  readonly fitness: number;
  /** Numbers that its networks learn. */
  readonly parameters: number;
  readonly genome: Genome;
  /** Its row of the run in which it explored and learned. */
  readonly row: EpisodeRow;
  /** Its rows of the runs by which it was judged; absent: an earlier engine judged it by the run above. */
  readonly evaluations?: readonly EpisodeRow[];
}

/** A generation of teams that is over, as the genealogy has it. */
export interface TeamGeneration {
  readonly generation: number;
  /** Seed of the run in which the teams learned. */
  readonly seed: number;
  /** Seeds of those by which they were judged; absent: an earlier engine had none. */
  readonly evaluationSeeds?: readonly number[];
  readonly agents: readonly JudgedTeam[];
  /** Entrants and winner of each tournament, by position; the elite comes first, without one. */
  readonly tournaments: readonly { readonly drawn: readonly number[]; readonly winner: number }[];
  /** Ids of those that train next, in order. */
  readonly next: readonly number[];
  /** Births of those of them that are new. */
  readonly births: readonly Birth[];
  /** Hash of the chain after this generation: over what each team did and learned, and who was born of whom. */
  readonly hash: string;
}

/** A population of teams between two generations, as it is kept. */
export interface SavedTeams {
  /** Generation that is to train next. */
  readonly generation: number;
  /** First id that has not been used. */
  readonly nextId: number;
  readonly agents: readonly SavedAgent[];
  /** Each team as it has learned, as text. */
  readonly teams: readonly string[];
  readonly hash: string;
}

/** A team as evolution sees it: all but what it has learned. */
interface SavedAgent {
  readonly id: number;
  readonly parent: number | null;
  readonly generation: number;
  readonly genome: Genome;
  readonly mutation: Mutation;
  /** The last evaluations of its lineage. */
  readonly fitnessHistory: readonly number[];
}
