import type { DeviceEntry } from '#core/catalog.ts';
import type { Problem } from '#core/problem.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { OwnData, StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { DeviceChoice } from '#protocol/messages.ts';
import type { StrategyDigest } from '#protocol/strategy-digest.ts';
import type { ClassCurves, DataPreview, Looked, OwnOpened } from '#protocol/strategy-images.ts';
import type { AskedRow } from '#protocol/strategy-messages.ts';
import type {
  Deciding,
  IntervalEvent,
  StrategyCheckpoint,
  StrategyFinished,
  StrategyProgress,
  StrategyStarted,
} from '#protocol/strategy-run-events.ts';
import type { Notice } from '../lab/view-state.ts';
import { NO_TIMELINE, type Timeline } from '../set-up/timeline.ts';
import type { TrainedChoice } from './trained-teams.ts';

/** State of the engine, and settings that it is told for every run. */
interface EngineSlice {
  readonly catalog: StrategyCatalog | null;
  /** The GPU, or why there is none; null: it is being looked for. */
  readonly gpu: DeviceEntry | null;
  /** Updates a second at most; null: as fast as it goes. */
  readonly pace: number | null;
  /** On what the next run is to be computed. */
  readonly deviceChoice: DeviceChoice;
  /** Rows whose decisions a person is asked about. */
  readonly askedRows: readonly AskedRow[];
}

/** Run of another person, as a link told of it. */
export interface StrategyReference {
  readonly config: StrategyConfig;
  readonly digest: StrategyDigest;
}

/** Set-up of a run, which a person changes and goes back to. */
export interface StrategySetUp {
  readonly draft: StrategyConfig;
  /** Preset that it was set up from; null: none. */
  readonly presetId: string | null;
}

export interface SetUpSlice {
  /** Configuration in the form. It may be wrong, then `problems` says how. Null before the catalog is there. */
  readonly draft: StrategyConfig | null;
  readonly presetId: string | null;
  readonly problems: readonly Problem[];
  readonly timeline: Timeline<StrategySetUp>;
  /** True when a run that a link set up waits for a person's word. */
  readonly waiting: boolean;
  /** The sender's run, where a link held its result. */
  readonly reference: StrategyReference | null;
}

/** Status of the lab. Each has just what belongs to it. */
export type StrategyStatus =
  /** The engine has not sent its catalog. */
  | { readonly kind: 'loading' }
  /** Nothing runs; something may be set up. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'finished'; readonly reason: StrategyFinished['reason'] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly during: string; readonly message: string };

/** The run shown. */
export interface RunSlice {
  /** Its number for the engine; 0: none yet. */
  readonly run: number;
  /** Its id for good, under which the library keeps it; null: no run yet. */
  readonly runId: string | null;
  /** Preset that it was set up from, and the engine that began it. */
  readonly runPreset: string | null;
  readonly runEngine: string;
  readonly status: StrategyStatus;
  /** The configuration that it was begun with. */
  readonly config: StrategyConfig | null;
  readonly started: StrategyStarted | null;
  readonly progress: StrategyProgress | null;
  /** Intervals in their order, from the first on. */
  readonly intervals: readonly IntervalEvent[];
  readonly finished: StrategyFinished | null;
  /** The decision that waits for a person's word; null: none does. */
  readonly deciding: Deciding | null;
  /** The newest, from which a run that failed goes on. */
  readonly checkpoint: StrategyCheckpoint | null;
  /** Interval from which the run was last gone on with unasked, after a crash; null: it was not. */
  readonly restoredAt: number | null;
}

/** Status of a person's own images. */
export type OwnImagesStatus =
  | { readonly kind: 'opening'; readonly name: string; readonly done: number }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'opened'; readonly opened: OwnOpened };

/** Settings by which own images are read. */
export interface OwnReading {
  /** Side that they are brought to, px. */
  readonly size: number;
  /** Per cent of the images for validation and for the test, where their annotations give no splits. */
  readonly validation: number;
  readonly test: number;
}

export interface ViewSlice {
  /** Reading of the images that are opened next. */
  readonly ownReading: OwnReading;
  /** The own images that were asked for last; null: none were. */
  readonly own: OwnImagesStatus | null;
  /** Tells whether the own images that are set up are in this browser; null: none are, or it is not known yet. */
  readonly ownHere: { readonly digest: string; readonly here: boolean } | null;
  /** Preview of the data that is set up; null: it was not asked for, or the answer is not there yet. */
  readonly preview: DataPreview | null;
  /** Images as a row saw them; null: they were not asked for, or the answer is not there yet. */
  readonly looked: Looked | null;
  /** Trained teams whose files were opened, and those that this browser keeps. */
  readonly openedTeams: readonly TrainedChoice[];
  /** A plan by which teams are to evolve that a link brought, which may be anything; null: none, or it was taken up. */
  readonly broughtPlan: unknown;
  /** Curves of how its rows told a class; null: they were not asked for, or the answer is not there yet. */
  readonly curves: ClassCurves | null;
  readonly notices: readonly Notice[];
  /** Number of notices so far. */
  readonly noticeCount: number;
}

export interface StrategyState extends EngineSlice, SetUpSlice, RunSlice, ViewSlice {}

/** State of a run before it has begun. */
export const UNBEGUN = {
  started: null,
  progress: null,
  intervals: [],
  finished: null,
  deciding: null,
  checkpoint: null,
  restoredAt: null,
  looked: null,
  curves: null,
} as const satisfies Partial<StrategyState>;

export const INITIAL: StrategyState = {
  ...UNBEGUN,
  catalog: null,
  gpu: null,
  pace: null,
  deviceChoice: 'auto',
  askedRows: [],
  draft: null,
  presetId: null,
  problems: [],
  timeline: NO_TIMELINE,
  waiting: false,
  reference: null,
  run: 0,
  runId: null,
  runPreset: null,
  runEngine: '',
  status: { kind: 'loading' },
  config: null,
  ownReading: { size: 32, validation: 15, test: 15 },
  own: null,
  ownHere: null,
  preview: null,
  openedTeams: [],
  broughtPlan: null,
  notices: [],
  noticeCount: 0,
};

export const isUnderWay = ({ kind }: StrategyStatus): boolean =>
  kind === 'running' || kind === 'paused' || kind === 'starting';

/** The own images that are set up and are not here; null: nothing is missing. */
export function missingImages({ draft, ownHere }: StrategyState): OwnData | null {
  const data = draft?.data;
  return data?.kind === 'own' && ownHere?.digest === data.digest && !ownHere.here ? data : null;
}
