import type { HyperparameterRange } from './algorithm.ts';
import type { Activation } from './genome.ts';
import type { NetworkConfig } from './network-config.ts';
import type { Schedule } from './schedule.ts';

export type { NetworkConfig } from './network-config.ts';
export type { Problem } from './problem.ts';

/**
 * Everything that decides a run. Two runs of equal configurations on the `wasm` device are the same, bit for bit.
 * `core/fields.ts` lists every field with its limits and words; forms, links and the parser are made from that list.
 */
export interface RunConfig {
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Environment id. */
  readonly environment: string;
  /** The environment's own options by name, those that are not as it declares them; absent: all are. */
  readonly environmentOptions?: Options;
  /** Algorithm id. */
  readonly algorithm: string;
  readonly populationSize: number;
  /** At most so many. */
  readonly generations: number;
  /** Hyperparameters by name: where each starts, and how it may move. */
  readonly hyperparameters: Readonly<Record<string, HyperparameterConfig>>;
  /** The algorithm's own settings by name. */
  readonly settings: Options;
  readonly network: NetworkConfig;
  readonly training: {
    /** Environment steps of one agent in one generation. */
    readonly stepsPerGeneration: number;
    readonly environmentsPerAgent: number;
    /** Transitions that the shared replay buffer holds. */
    readonly replayCapacity: number;
    /** Transitions in the buffer before anyone learns. */
    readonly learningDelay: number;
  };
  readonly evaluation: {
    /** Greedy episodes per agent and generation. */
    readonly episodes: number;
    /** Players whose return is a team's fitness; absent: 'sum'. */
    readonly fitness?: FitnessOf;
  };
  readonly selection: {
    readonly tournamentSize: number;
    readonly elitism: boolean;
    /** Fitness compared is the mean of the last so many evaluations of the lineage. */
    readonly evaluationWindow: number;
  };
  readonly mutation: MutationConfig;
  /** The kind of evolution between generations; absent: 'on'. */
  readonly evolution?: Evolution;
  /** Rules by which a champion is found; absent: as `core/champion.ts` says. */
  readonly champion?: {
    /** Fresh episodes that challenger and champion each play in a contest. */
    readonly episodes: number;
  };
  /** The run ends early once the champion's mean over fresh episodes reaches `fitness`. */
  readonly target: {
    readonly enabled: boolean;
    readonly fitness: number;
  };
  /** One agent lives a recorded lineage again: in place of selection and mutation. Absent in most runs. */
  readonly schedule?: Schedule;
}

/** Return that judges an agent: everybody's added up, everybody's mean, or that of a group of players, by name. */
export type FitnessOf = 'sum' | 'each' | (string & {});

/**
 * 'on': selection and mutation; 'selection': tournaments and copies alone; 'off': every agent trains on under its own
 * id. Without mutation no founder is mutated either. The seed gives each the same random numbers, so that a run and its
 * control differ by evolution alone.
 */
export type Evolution = 'on' | 'selection' | 'off';

/** Values of what an environment or algorithm lets one choose, by name. */
export type Options = Readonly<Record<string, number | boolean | string>>;

export interface HyperparameterConfig extends HyperparameterRange {
  readonly value: number;
}

export interface MutationConfig {
  /** Relative probabilities of the families; they need not sum to one. */
  readonly none: number;
  readonly architecture: number;
  readonly parameters: number;
  readonly activation: number;
  readonly hyperparameter: number;
  /** Probability that an architecture mutation is one of layers. */
  readonly newLayerProbability: number;
  /** Standard deviation of a weight's change, as a share of the weight. */
  readonly weightDeviation: number;
  readonly activations: readonly Activation[];
  readonly growth: 'random' | 'preserving';
  readonly mutateElite: boolean;
  /** True when the founders are mutated before they train. */
  readonly preTraining: boolean;
}
