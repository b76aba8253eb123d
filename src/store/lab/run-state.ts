import type { Mark } from '#archive/marks.ts';
import type { ChampionRecord, Origin } from '#archive/run-record.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Checkpoint, Command, DeviceReport, Edit, ProgressEvent } from '#protocol/messages.ts';
import type { Checkpoints } from './checkpoints.ts';

/** Status of the lab. Each has just what belongs to it. */
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

/** An agent with the weights that it had after a generation. */
export interface Exhibit {
  readonly agent: number;
  readonly generation: number;
  /** Problem for which it cannot play, in words; null: it plays. */
  readonly problem: string | null;
}

/** Command by which the engine begins a run. */
export type Start = Pick<Extract<Command, { kind: 'start' }>, 'config' | 'beginning'> & {
  /** Edits of a recorded run, made again at their steps. */
  readonly edits: readonly Edit[];
};

/** The run shown. Its generations live in `History`. */
export interface RunState {
  /** Number of the set-up that it was begun from. */
  readonly runSetUp: number;
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
  /** Command by which the engine began the run, where it is to be begun again; null: there is no run yet. */
  readonly first: Start | null;
  readonly status: RunStatus;
  /** True while a run that was left is being looked for; then one begins, or goes on, by itself. */
  readonly seeking: boolean;
  readonly progress: ProgressEvent | null;
  /** Version of the history when the page last heard of it. */
  readonly version: number;
  /** Evaluated generations of the run shown. */
  readonly generations: number;
  /** Agents in the population that trains now, or that play after the end; none: nobody is known yet. */
  readonly living: ReadonlySet<number>;
  /** The run's best agent by the engine's rule; null: none has been found yet. */
  readonly champion: ChampionRecord | null;
  readonly edits: readonly Edit[];
  /** The generation up to which earlier ones are being made again; null: none are. */
  readonly recomputingTo: number | null;
  /** Events of the run besides evolution, by generation. */
  readonly marks: readonly Mark[];
  /** Generation of the last checkpoint, from which a failed run goes on. */
  readonly kept: number | null;
  /** Checkpoints of the run shown, and of the one that it branched off from. */
  readonly checkpoints: Checkpoints;
  /** True when the newest of them is of the run shown, not of the one that it branched off from. */
  readonly ownsNewest: boolean;
  /** Generation from which the run was last gone on with unasked, after a crash; null: it was not. */
  readonly restoredAt: number | null;
  /** True when the engine was started again after this run had ended. */
  readonly isLeft: boolean;
  /** The champion that plays after its run has ended, as it was found, or why it cannot; null: there is none. */
  readonly exhibit: Exhibit | null;
}

/** Progress of a run before it has begun. */
export const NO_PROGRESS = {
  progress: null,
  generations: 0,
  living: new Set<number>(),
  champion: null,
  edits: [],
  marks: [],
  recomputingTo: null,
  kept: null,
  checkpoints: [],
  ownsNewest: true,
  restoredAt: null,
  isLeft: false,
  exhibit: null,
  seeking: false,
} as const satisfies Partial<RunState>;

export const NO_RUN: RunState = {
  ...NO_PROGRESS,
  run: 0,
  runId: null,
  runSetUp: 0,
  runPreset: null,
  origin: null,
  config: null,
  initial: null,
  first: null,
  device: null,
  runEngine: null,
  status: { kind: 'loading' },
  version: 0,
};

/** Tells whether the run shown has ended and comes from the library: its history is there, its population is not. */
export const isHistory = ({ status, progress }: Pick<RunState, 'status' | 'progress'>): boolean =>
  status.kind === 'finished' && progress === null;

export const isUnderWay = (status: RunStatus): boolean =>
  status.kind === 'running' || status.kind === 'paused' || status.kind === 'starting';

/** The newest checkpoint of the run shown itself; null: it has none. */
export const ownCheckpoint = ({
  checkpoints,
  ownsNewest,
}: Pick<RunState, 'checkpoints' | 'ownsNewest'>): Checkpoint | null =>
  (ownsNewest && checkpoints.at(-1)) || null;

/** The first generation of the run shown that is its own: those before are of the run that it branched off from. */
export const firstOwn = ({ origin }: Pick<RunState, 'origin'>): number =>
  origin?.kind === 'branch' ? origin.generation : 0;

/** Tells whether the run shown failed and left generations but nothing to go on from: to begin it anew loses them. */
export const isLost = ({
  status,
  kept,
  generations,
}: Pick<RunState, 'status' | 'kept' | 'generations'>): boolean =>
  status.kind === 'failed' && kept === null && generations > 0;
