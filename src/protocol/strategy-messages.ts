import type { DeviceEntry } from '#core/catalog.ts';
import type { Problem } from '#core/problem.ts';
import type { Split } from '#core/strategy/domain.ts';
import type { ElsewhereResult } from '#core/strategy/experiments/experiment.ts';
import type { RowInterval } from '#core/strategy/figures.ts';
import type { Hand } from '#core/strategy/hand.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { DataConfig, StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { Failed } from './failed.ts';
import type { DeviceChoice, StepUnit } from './messages.ts';
import type {
  ClassCurves,
  CurvesQuestion,
  DataPreview,
  Looked,
  LookQuestion,
  OwnOpened,
} from './strategy-images.ts';
import type {
  Deciding,
  IntervalEvent,
  StrategyCheckpoint,
  StrategyFinished,
  StrategyProgress,
  StrategyStarted,
} from './strategy-run-events.ts';

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
   * `handRefused`. Decisions made before stand.
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
  /** Answers with what a team has learned, as text, without single intervals; null: there is no such team in memory. */
  | { readonly kind: 'teamLearned'; readonly team: string; readonly learned: string | null }
  | Looked
  /** Images that were asked for cannot be shown; the run goes on. */
  | { readonly kind: 'lookFailed'; readonly run: number; readonly message: string }
  | ClassCurves
  | Failed;
