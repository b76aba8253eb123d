import type { DeviceEntry } from '#core/catalog.ts';
import type { Problem } from '#core/problem.ts';
import type { Decision } from '#core/strategy/decision.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { PhaseMs } from '#core/strategy/experiments/cost.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import type { DataFacts, RowInterval, RowTest, ThresholdCurve } from '#core/strategy/figures.ts';
import type { Hand } from '#core/strategy/hand.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { Choices } from '#core/strategy/seats.ts';
import type { StateElement } from '#core/strategy/state-settings.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { DataConfig, OwnData, StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { Failed } from './failed.ts';
import type { DeviceChoice, DeviceReport, StepUnit } from './messages.ts';

/** Messages that cross the worker boundary for the strategy lab. The kind selects the payload. */

/** Page → engine. */
export type StrategyCommand =
  /** Comes first: below which address the page's files lie. Answered by `catalog`, then `gpu`. */
  | { readonly kind: 'open'; readonly base: string }
  /** Begins a run, in place of the one there was. */
  | {
      readonly kind: 'start';
      readonly run: number;
      readonly config: StrategyConfig;
      readonly paused: boolean;
    }
  /** Goes on with a run from a checkpoint that the engine sent. */
  | {
      readonly kind: 'restore';
      readonly run: number;
      readonly checkpoint: StrategyCheckpoint;
      /** Outcome of every row in each interval before it. */
      readonly past: readonly (readonly RowInterval[])[];
      readonly paused: boolean;
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** Runs on to the end of the unit and pauses: a chunk is an update, a generation an interval. */
  | { readonly kind: 'step'; readonly unit: StepUnit }
  | { readonly kind: 'stop' }
  /** Updates a second at most; null: as fast as it goes. */
  | { readonly kind: 'pace'; readonly stepsPerSecond: number | null }
  /** On what runs are to be computed from the next start on. */
  | { readonly kind: 'device'; readonly choice: DeviceChoice }
  /** Asks what a data set is like before anything trains, with its first so many training images. */
  | {
      readonly kind: 'preview';
      readonly data: DataConfig;
      readonly seed: number;
      readonly images: number;
    }
  /**
   * Opens a person's own images: files of a folder, or one zip. Answered by `ownProgress`, then `ownOpened` or
   * `ownRefused`. `shares`: of images that the annotations give no split.
   */
  | {
      readonly kind: 'openOwn';
      readonly name: string;
      readonly files: readonly { readonly path: string; readonly file: Blob }[];
      /** Side that they are brought to, px. */
      readonly size: number;
      readonly seed: number;
      readonly shares: Readonly<Record<Split, number>>;
    }
  /** Gives images that were opened before and kept by the page, so that a run can use them. */
  | { readonly kind: 'giveOwn'; readonly digest: string; readonly set: ImageSet }
  /**
   * Asks how a row of the run sees some images: as they are, as its augmentation would change them now, and what it says
   * of them by its fast average. Answered by `looked`.
   */
  | ({ readonly kind: 'look' } & LookQuestion)
  /** Asks for a class's precision and recall at every threshold. Answered by `curves`. */
  | ({ readonly kind: 'askCurves' } & CurvesQuestion)
  /** Asks how the run's classifiers, as they are, do on other data's test images. Answered by `elsewhere`. */
  | { readonly kind: 'askElsewhere'; readonly data: DataConfig; readonly seed: number }
  /** Asks what a team of the run has learned so far. Answered by `teamLearned`. */
  | { readonly kind: 'askTeam'; readonly team: string }
  /** Names the rows of which a person is asked before a decision takes effect, in this run and those to come. */
  | { readonly kind: 'ask'; readonly rows: readonly AskedRow[] }
  /**
   * Gives a row of the run a person's choices in place of those that it has; null: none. Answered by `handed` or
   * `handRefused`. What is decided already stands.
   */
  | {
      readonly kind: 'hand';
      readonly run: number;
      readonly row: number;
      readonly hand: Hand | null;
    }
  /** The page has taken in the last progress event; the next may come. */
  | { readonly kind: 'acknowledge' };

/** A row whose decisions a person is asked about. */
export interface AskedRow {
  readonly row: number;
  /** Before each decision; else before the next one alone. */
  readonly every: boolean;
}

/** Engine → page. */
export type StrategyEvent =
  | { readonly kind: 'catalog'; readonly catalog: StrategyCatalog }
  /** Report on the GPU, or why there is none; some time after the catalog. */
  | { readonly kind: 'gpu'; readonly gpu: DeviceEntry }
  /** The configuration cannot run. */
  | { readonly kind: 'refused'; readonly run: number; readonly problems: readonly Problem[] }
  | StrategyStarted
  | { readonly kind: 'status'; readonly run: number; readonly status: 'running' | 'paused' }
  | StrategyProgress
  | IntervalEvent
  | {
      readonly kind: 'checkpoint';
      readonly run: number;
      readonly checkpoint: StrategyCheckpoint;
    }
  /** A decision waits for a person's word: the run pauses, and goes on when it is played. */
  | Deciding
  /** A row has a person's choices; null: it has none. */
  | {
      readonly kind: 'handed';
      readonly run: number;
      readonly row: number;
      readonly hand: Hand | null;
    }
  | { readonly kind: 'handRefused'; readonly run: number; readonly message: string }
  | StrategyFinished
  | DataPreview
  /** Null: there is no run to ask. */
  | { readonly kind: 'elsewhere'; readonly result: ElsewhereResult | null }
  | { readonly kind: 'ownProgress'; readonly done: number }
  | OwnOpened
  /** Names the file and what is wrong with it. */
  | { readonly kind: 'ownRefused'; readonly message: string }
  /**
   * Answers with what a team has learned, as text, without single intervals; null: the run is not in memory, or has no
   * such team.
   */
  | { readonly kind: 'teamLearned'; readonly team: string; readonly learned: string | null }
  | Looked
  /** Images that were asked for cannot be shown; the run goes on. */
  | { readonly kind: 'lookFailed'; readonly run: number; readonly message: string }
  | ClassCurves
  | Failed;

export interface StrategyStarted {
  readonly kind: 'started';
  readonly run: number;
  readonly config: StrategyConfig;
  readonly device: DeviceReport;
  readonly data: DataFacts;
  /** Descriptions of the numbers of a team's state, by the team's name; absent: no team steers. */
  readonly states?: Readonly<Record<string, readonly StateElement[]>>;
  /** Numbers that each classifier learns. */
  readonly parameters: number;
  /** Intervals that the run has behind it; 0 where it begins. */
  readonly interval: number;
}

/** At most ten times a second, and only after the last one was acknowledged. */
export interface StrategyProgress {
  readonly kind: 'progress';
  readonly run: number;
  /** 'data': images are being drawn. */
  readonly phase: 'data' | 'decide' | 'train' | 'validate' | 'learn' | 'test';
  /** Share of the phase: of the images, of the interval's updates, of the images looked at. */
  readonly done: number;
  readonly interval: number;
  /** Updates of each row since the run began. */
  readonly step: number;
  /** Images that all rows together learned from. */
  readonly images: number;
  readonly stepsPerSecond: number;
  /** Computing time since the run began, pauses left out. */
  readonly elapsedMs: number;
}

/** An interval is over: what was chosen in it, and what came of it. */
export interface IntervalEvent {
  readonly kind: 'interval';
  readonly run: number;
  /** Interval, from 0. */
  readonly interval: number;
  /** Updates of each row since the run began. */
  readonly step: number;
  /** Images that each row learned from since the run began. */
  readonly images: number;
  readonly elapsedMs: number;
  readonly rows: readonly RowInterval[];
  /** Hash of the chain after this interval. */
  readonly hash: string;
}

/** A decision before it takes effect, of the rows that a person is asked about. */
export interface Deciding {
  readonly kind: 'deciding';
  readonly run: number;
  /** Interval that it is for, from 0. */
  readonly interval: number;
  readonly rows: readonly {
    readonly row: number;
    /** Choices that the row's own steering is about to make, and, where a team steers it, why. */
    readonly choices: Choices;
    readonly reasons: Decision['reasons'] | null;
  }[];
}

export interface StrategyFinished {
  readonly kind: 'finished';
  readonly run: number;
  readonly reason: 'steps' | 'stopped';
  /** Tests of each row on the test images, by each of its three sets of weights; empty where the run was stopped. */
  readonly tests: readonly RowTest[];
  readonly elapsedMs: number;
  readonly hash: string;
  /** Computing by phase since this engine took the run up; absent: the run was kept. */
  readonly phaseMs?: PhaseMs;
}

/** Description of a data set; null and problems where it cannot be made. */
export interface DataPreview {
  readonly kind: 'previewed';
  readonly seed: number;
  /** Digest of own images; null: they are drawn. */
  readonly digest: string | null;
  readonly facts: DataFacts | null;
  readonly problems: readonly Problem[];
  readonly images: readonly PreviewImage[];
  /** Side of the images, px. */
  readonly size: number;
}

/** A person's images as a run can use them, and as the page keeps them. */
export interface OwnOpened {
  readonly kind: 'ownOpened';
  readonly data: OwnData;
  readonly set: ImageSet;
  readonly facts: DataFacts;
  readonly images: readonly PreviewImage[];
  /** Files and labels that were passed over, in words. */
  readonly notes: readonly string[];
}

export interface PreviewImage {
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Positions of its classes. */
  readonly labels: readonly number[];
}

/** Question about images as one row sees them. */
export interface LookQuestion {
  readonly row: number;
  readonly split: Split;
  /** A class that they show; null: any images. */
  readonly label: number | null;
  /** Index of the first image, among those of the split that show the class. */
  readonly from: number;
  readonly count: number;
}

export interface Looked extends Omit<LookQuestion, 'count'> {
  readonly kind: 'looked';
  readonly run: number;
  readonly step: number;
  /** Images of the split that show the class; of any, all. */
  readonly total: number;
  /** Side of the images, px. */
  readonly size: number;
  readonly images: readonly LookedImage[];
}

export interface CurvesQuestion {
  readonly interval: number;
  /** The class. */
  readonly label: number;
}

/** Curves of how well the rows told a class on the validation images after an interval. */
export interface ClassCurves extends CurvesQuestion {
  readonly kind: 'curves';
  readonly run: number;
  /** Images for which it is judged, and those of them that show it. */
  readonly images: number;
  readonly positives: number;
  /** A curve a row; null where it has none: no image shows the class, or its numbers are not finite. */
  readonly rows: readonly (ThresholdCurve | null)[];
  /**
   * True when the scores are at hand: those of a run's first intervals make room, and those before a reload are gone.
   */
  readonly isKept: boolean;
}

export interface LookedImage {
  readonly position: number;
  readonly pixels: Uint8Array; // [S, S, 3]
  /** Image as the row's augmentation would change it at this step. */
  readonly changed: Uint8Array; // [S, S, 3]
  readonly labels: readonly number[];
  /** Probability that the classifier gives each class, in [0, 1], [C]. */
  readonly probabilities: Float32Array;
}

/** All that a run needs to go on, taken where an interval is about to begin. */
export interface StrategyCheckpoint {
  readonly engine: string;
  readonly config: StrategyConfig;
  /** Intervals that are done. */
  readonly interval: number;
  /** The engine's own; plain data and typed arrays. */
  readonly state: unknown;
}
