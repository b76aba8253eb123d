import type { Mark } from '#archive/marks.ts';
import type { ChampionRecord, Origin } from '#archive/run-record.ts';
import type { Catalog } from '#core/catalog.ts';
import type { Genome } from '#core/genome.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import { ALL_OPEN, type Controls } from '#protocol/controls.ts';
import type { Digest } from '#protocol/digest.ts';
import type { Foreign } from '#protocol/foreign.ts';
import type {
  DeviceChoice,
  DeviceReport,
  Edit,
  NetworkPicture,
  ProgressEvent,
} from '#protocol/messages.ts';
import type { MachineSpeed } from './machine-speed.ts';
import type { Pace } from './pace.ts';
import type { StoryPart } from './selection-story.ts';

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
  /** Whether there is a set-up to go back to, and one to go forward to again. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
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
  readonly status: RunStatus;
  /** Whether a run that was left is being looked for; then one begins, or goes on, by itself. */
  readonly seeking: boolean;
  readonly progress: ProgressEvent | null;
  /** Of the history when the page last heard of it. */
  readonly version: number;
  /** Evaluated generations of the run shown. */
  readonly generations: number;
  /** Highest fitness of the run shown; NaN: none yet. */
  readonly bestFitness: number;
  /** The run's best agent by the engine's rule; null: none has been found yet. */
  readonly champion: ChampionRecord | null;
  readonly edits: readonly Edit[];
  /** The generation up to which earlier ones are being made again; null: none are. */
  readonly detour: number | null;
  /** What happened to the run besides evolution, at generations of it. */
  readonly marks: readonly Mark[];
  /** Generation of the last checkpoint, from which a failed run goes on. */
  readonly kept: number | null;
  /** The champion that plays after its run has ended, as it was found, or why it cannot; null: there is none. */
  readonly exhibit: Exhibit | null;
  /** Null: the fittest of the last generation; of a run that has ended its champion. */
  readonly selection: Selection | null;
  /** Whether the selected agent lives in the population that trains now. */
  readonly selectionLives: boolean;
  /** An agent that is set beside the selected one. */
  readonly beside: Selection | null;
  readonly hover: Selection | null;
  readonly inspected: Inspected | null;
  /** The generation whose selection is shown step by step; null: none is. */
  readonly slowMotion: number | null;
  /** Which part of it. */
  readonly slowMotionPart: StoryPart;
  readonly pace: Pace;
  readonly notices: readonly Notice[];
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
  bestFitness: Number.NaN,
  champion: null,
  edits: [],
  marks: [],
  detour: null,
  kept: null,
  exhibit: null,
  selection: null,
  selectionLives: false,
  beside: null,
  hover: null,
  inspected: null,
  slowMotion: null,
  slowMotionPart: 'all',
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
  canUndo: false,
  canRedo: false,
  machineSpeed: {},
  run: 0,
  runId: null,
  runPreset: null,
  origin: null,
  config: null,
  initial: null,
  device: null,
  runEngine: null,
  deviceChoice: 'auto',
  status: { kind: 'loading' },
  version: 0,
  pace: null,
  notices: [],
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

/** Whether the run shown failed and left generations to look at, but nothing to go on from: who begins it anew loses them. */
export const isLost = ({
  status,
  kept,
  generations,
}: Pick<LabState, 'status' | 'kept' | 'generations'>): boolean =>
  status.kind === 'failed' && kept === null && generations > 0;
