import type { DomainSettings } from '../domain.ts';
import type { Weights } from '../figures.ts';
import type { StrategyCatalog } from '../strategy-catalog.ts';
import type { StrategyConfig } from '../strategy-config.ts';

/** A run that an experiment needs, once for each seed. */
export interface PlannedRun {
  /** Tells the runs of a seed apart, as 'long tail 2'; '' where there is one. */
  readonly key: string;
  readonly config: StrategyConfig;
  /** Data on whose test images its classifiers are tested as they are, once it is over. */
  readonly elsewhere?: readonly Elsewhere[];
}

/** Data of which a run's classifiers have learned nothing. */
export interface Elsewhere {
  readonly name: string;
  readonly data: DomainSettings;
}

/** Result of a test elsewhere. */
export interface ElsewhereResult {
  /** Classes of the same name, which alone count. */
  readonly shared: number;
  /** Mean average precision of each row over these classes, by the fast average; null: undefined. */
  readonly mAP: readonly (number | null)[];
}

/** Figures of a row that an experiment keeps: shares in [0, 1], on the test images; null: undefined. */
export interface RowResult {
  readonly name: string;
  /** Mean average precision by each of the three sets of weights. */
  readonly mAP: Readonly<Record<Weights, number | null>>;
  /** Figure of the rare classes, by the fast average. */
  readonly tail: number | null;
  readonly tailF1: number | null;
  readonly macroF1: number | null;
  /** mAP on the validation images after each interval. */
  readonly course: readonly (number | null)[];
  /** Set where it holds the classifier that its search chose; absent: it does not. */
  readonly isChosen?: true;
}

/** Figures of a run that an experiment keeps. */
export interface RunResult {
  readonly key: string;
  readonly seed: number;
  /** Version of the engine that ran it. */
  readonly engine: string;
  readonly hash: string;
  readonly rows: readonly RowResult[];
  /** Images that each row learned from. */
  readonly images: number;
  /** Computing, in all and of the agents alone, s. */
  readonly seconds: number;
  readonly agentSeconds: number;
  /** Tests on other data, by its name. */
  readonly elsewhere?: Readonly<Record<string, ElsewhereResult>>;
}

/** Figures of each arm in a table. */
export type FigureId =
  | 'mAP'
  | 'raw'
  | 'slow'
  | 'fastGain'
  | 'slowGain'
  | 'tail'
  | 'tailF1'
  | 'macroF1'
  | 'reach'
  | 'elsewhere'
  | 'agents'
  | 'seconds';

/** Row with which an arm is compared: the same run's row of that name, or the same row in the run of that key. */
export interface Against {
  readonly row?: string;
  readonly key?: string;
}

/** An agent of an ablation, by its short name, and whether it decides. */
export interface SeatOfArm {
  readonly short: string;
  readonly isOn: boolean;
}

/** A question that is answered by runs over several seeds; every press runs all of it. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** Question, and how it is answered, a sentence or two. */
  readonly question: string;
  /** Claim of the paper, where it says something of it. */
  readonly paper: string;
  /** The first decides, and is what arms differ by. */
  readonly figures: readonly FigureId[];
  readonly against: Against;
  /** Arms that the paper compares, too, and whether it has their deciding figure lower or higher; absent: it has none. */
  readonly paperSign?: { readonly has: (arm: string) => boolean; readonly is: 'lower' | 'higher' };
  /** Tells which agents decide in an arm of an ablation of them; absent: it is none. */
  readonly seatsOf?: (arm: string) => readonly SeatOfArm[];
  /**
   * Set where of an arm's several rows in a run one counts, that which its search chose or that ended best on the
   * validation images; else their mean counts.
   */
  readonly picksBest?: true;
  /** Says why it cannot be run on these images or by this page; null: it can. */
  obstacle(base: StrategyConfig, catalog: StrategyCatalog): string | null;
  /** The runs of one seed: images, network and training are those of `base`. */
  plan(base: StrategyConfig, catalog: StrategyCatalog): readonly PlannedRun[];
}
