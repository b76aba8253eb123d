import type { Mark } from '#archive/marks.ts';
import type { ChampionRecord, Origin } from '#archive/run-record.ts';
import type { Catalog } from '#core/catalog.ts';
import type { Genome } from '#core/genome.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { ALL_OPEN, type Controls } from '#protocol/controls.ts';
import type { Digest } from '#protocol/digest.ts';
import type { Foreign } from '#protocol/foreign.ts';
import type {
  Checkpoint,
  Command,
  DeviceChoice,
  DeviceReport,
  Edit,
  NetworkPicture,
  ProgressEvent,
} from '#protocol/messages.ts';
import type { StoryPart } from '../history/selection-story.ts';
import { NO_TIMELINE, type Timeline } from '../set-up/timeline.ts';
import type { Checkpoints } from './checkpoints.ts';
import { type LiveEdits, NO_LIVE_EDITS } from './live-edits.ts';
import type { MachineSpeed } from './machine-speed.ts';
import type { Pace } from './pace.ts';

/** Where the lab stands. Each status has just what belongs to it. */
export type RunStatus =
  /** The engine has not said `ready`. */
  | { readonly kind: 'loading' }
  /** Nothing runs; something may be set up. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | {
      readonly kind: 'finished';
      readonly reason: 'generations' | 'target' | 'stopped';
      readonly hash: string;
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly during: string; readonly message: string };

export interface Selection {
  readonly run: number;
  readonly generation: number;
  readonly agent: number;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'information' | 'warning';
  readonly text: string;
}

/** An agent with the weights that it had after a generation. */
export interface Exhibit {
  readonly agent: number;
  readonly generation: number;
  /** Why it cannot play, in words; null: it plays. */
  readonly problem: string | null;
}

/** What a person sets up, and goes back to. */
export type SetUp = Pick<Form, 'draft' | 'presetId'> & Pick<LabState, 'setUp'>;

/** How the engine is told to begin a run. */
export type Start = Pick<Extract<Command, { kind: 'start' }>, 'config' | 'beginning'> & {
  /** Of a recorded run, made again at their steps. */
  readonly edits: readonly Edit[];
};

/** What is known of one living agent. */
export interface Inspected {
  readonly agent: number;
  readonly genome: Genome;
  readonly networks: readonly NetworkPicture[];
}

/** What a link told of somebody else's run. */
export interface Reference {
  /** With which that run began. */
  readonly config: RunConfig;
  readonly digest: Digest;
}

/** A form as it was left. */
export interface Form {
  readonly draft: RunConfig;
  readonly presetId: string | null;
  /** Whether a link set it up and nobody has begun it. */
  readonly waiting: boolean;
  /** The sender's run, where that link held its result. */
  readonly reference: Reference | null;
}

/** Parts of the lab; on a narrow screen one is seen at a time. */
export const TABS = ['watch', 'tree', 'charts', 'setup'] as const;
export type Tab = (typeof TABS)[number];

/** The page's state: configuration, selection, status. Numbers by the generation live in `History`. */
export interface LabState {
  readonly catalog: Catalog | null;
  /** Null before the catalog is there. */
  readonly presetId: string | null;
  /** What is set up; the form's. It may be wrong, then `problems` says how. */
  readonly draft: RunConfig | null;
  readonly problems: readonly Problem[];
  /** Number of the set-up in the form, and of the one that the run shown was begun from; see {@link isRunsForm}. */
  readonly setUp: number;
  readonly runSetUp: number;
  /** Number of the newest set-up. */
  readonly setUps: number;
  /** Set-ups to go back to, and to go forward to again. */
  readonly timeline: Timeline<SetUp>;
  /** Edits of the run shown that it has not made yet. */
  readonly liveEdits: LiveEdits;
  /** What runs have taken on this machine. */
  readonly machineSpeed: MachineSpeed;
  /** Number of the run shown; 0: none yet. */
  readonly run: number;
  /** The run's id for good, under which the library keeps it; null: no run yet. */
  readonly runId: string | null;
  /** Preset that it was set up from, and the run that it branched off from, if it did. */
  readonly runPreset: string | null;
  readonly origin: Origin | null;
  /** The configuration of the run shown, live edits included. */
  readonly config: RunConfig | null;
  /** The configuration with which it began. */
  readonly initial: RunConfig | null;
  readonly device: DeviceReport | null;
  /** Version of the engine that began it; null: there is no run yet. */
  readonly runEngine: string | null;
  /** On what runs are computed from their start on. */
  readonly deviceChoice: DeviceChoice;
  /** How the engine was told to begin the run, where it is to be begun again; null: there is no run yet. */
  readonly first: Start | null;
  readonly status: RunStatus;
  /** Whether a run that was left is being looked for; then one begins, or goes on, by itself. */
  readonly seeking: boolean;
  readonly progress: ProgressEvent | null;
  /** Of the history when the page last heard of it. */
  readonly version: number;
  /** Evaluated generations of the run shown. */
  readonly generations: number;
  /** Agents in the population that trains now, or that play after the end; none: nobody is known yet. */
  readonly living: ReadonlySet<number>;
  /** The run's best agent by the engine's rule; null: none has been found yet. */
  readonly champion: ChampionRecord | null;
  readonly edits: readonly Edit[];
  /** The generation up to which earlier ones are being made again; null: none are. */
  readonly detour: number | null;
  /** What happened to the run besides evolution, at generations of it. */
  readonly marks: readonly Mark[];
  /** Generation of the last checkpoint, from which a failed run goes on. */
  readonly kept: number | null;
  /** Of the run shown, and of the one that it branched off from. */
  readonly checkpoints: Checkpoints;
  /** Whether the newest of them is of the run shown, not of the one that it branched off from. */
  readonly ownsNewest: boolean;
  /** Generation from which the run was last gone on with unasked, after a crash; null: it was not. */
  readonly restoredAt: number | null;
  /** Whether the engine was started again after this run had ended. */
  readonly isLeft: boolean;
  /** The champion that plays after its run has ended, as it was found, or why it cannot; null: there is none. */
  readonly exhibit: Exhibit | null;
  /** Null: the fittest of the last generation; of a run that has ended its champion. */
  readonly selection: Selection | null;
  /** An agent that is set beside the selected one. */
  readonly beside: Selection | null;
  readonly hover: Selection | null;
  readonly inspected: Inspected | null;
  /** The generation whose selection is shown step by step; null: none is. */
  readonly slowMotion: number | null;
  /** Which part of it. */
  readonly slowMotionPart: StoryPart;
  /** The part of the next selection that is to be shown; null: none is. */
  readonly awaitsStory: StoryPart | null;
  readonly pace: Pace;
  readonly notices: readonly Notice[];
  /** How many there have been. */
  readonly noticeCount: number;
  /** Whether a run that a link set up waits for a person's word. */
  readonly waiting: boolean;
  /** The sender's run, where a link held its result. */
  readonly reference: Reference | null;
  /** What the link points at, until the run has come so far. */
  readonly awaited: Omit<Selection, 'run'> | null;
  readonly awaitedBeside: Omit<Selection, 'run'> | null;
  /** What the link held that this version does not know; handed on. */
  readonly foreign: Foreign | null;
  /** What the link hides and locks, and whether a person has asked to see it all. */
  readonly controls: Controls;
  readonly lifted: boolean;
  /** What a link that is being made would hide and lock, shown for a try; null: no try. */
  readonly preview: Controls | null;
  readonly tab: Tab;
}

/** What a run starts with. */
export const UNBEGUN = {
  progress: null,
  generations: 0,
  living: new Set<number>(),
  champion: null,
  edits: [],
  marks: [],
  detour: null,
  kept: null,
  checkpoints: [],
  ownsNewest: true,
  restoredAt: null,
  isLeft: false,
  liveEdits: NO_LIVE_EDITS,
  exhibit: null,
  selection: null,
  beside: null,
  hover: null,
  inspected: null,
  slowMotion: null,
  slowMotionPart: 'all',
  awaitsStory: null,
  waiting: false,
  seeking: false,
} as const satisfies Partial<LabState>;

/** What there is without a link. */
export const LINKLESS = {
  reference: null,
  awaited: null,
  awaitedBeside: null,
  foreign: null,
} as const satisfies Partial<LabState>;

export const INITIAL: LabState = {
  ...UNBEGUN,
  catalog: null,
  presetId: null,
  draft: null,
  problems: [],
  setUp: 0,
  runSetUp: 0,
  setUps: 0,
  timeline: NO_TIMELINE,
  machineSpeed: {},
  run: 0,
  runId: null,
  runPreset: null,
  origin: null,
  config: null,
  initial: null,
  first: null,
  device: null,
  runEngine: null,
  deviceChoice: 'auto',
  status: { kind: 'loading' },
  version: 0,
  pace: null,
  notices: [],
  noticeCount: 0,
  ...LINKLESS,
  controls: ALL_OPEN,
  lifted: false,
  preview: null,
  tab: 'watch',
};

/** Whether the run shown has ended and comes from the library: its history is there, its population is not. */
export const isHistory = ({ status, progress }: Pick<LabState, 'status' | 'progress'>): boolean =>
  status.kind === 'finished' && progress === null;

/**
 * Whether the form holds the set-up of the run shown, changed there or not, or no run is shown. A preset, a link or
 * another task is another set-up: what is changed in it reaches no run.
 */
export const isRunsForm = ({
  run,
  setUp,
  runSetUp,
}: Pick<LabState, 'run' | 'setUp' | 'runSetUp'>): boolean => run === 0 || setUp === runSetUp;

export const isUnderWay = (status: RunStatus): boolean =>
  status.kind === 'running' || status.kind === 'paused' || status.kind === 'starting';

/** Whether an agent plays and trains, or plays after its run has ended. */
export const lives = ({ living }: Pick<LabState, 'living'>, selection: Selection | null): boolean =>
  selection !== null && living.has(selection.agent);

/** The newest checkpoint of the run shown itself; null: it has none. */
export const ownCheckpoint = ({
  checkpoints,
  ownsNewest,
}: Pick<LabState, 'checkpoints' | 'ownsNewest'>): Checkpoint | null =>
  (ownsNewest && checkpoints.at(-1)) || null;

/** The first generation of the run shown that is its own: those before are of the run that it branched off from. */
export const firstOwn = ({ origin }: Pick<LabState, 'origin'>): number =>
  origin?.kind === 'branch' ? origin.generation : 0;

/** Whether the run shown failed and left generations to look at, but nothing to go on from: who begins it anew loses them. */
export const isLost = ({
  status,
  kept,
  generations,
}: Pick<LabState, 'status' | 'kept' | 'generations'>): boolean =>
  status.kind === 'failed' && kept === null && generations > 0;
