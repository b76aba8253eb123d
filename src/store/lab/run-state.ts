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

/** Progress of a run before it has begun. */
export const NO_PROGRESS = {
  /** True while a run that was left is being looked for; then one begins, or goes on, by itself. */
  seeking: false,
  progress: null as ProgressEvent | null,
  /** Evaluated generations of the run shown. */
  generations: 0,
  /** Agents in the population that trains now, or that play after the end; empty: none is known yet. */
  living: new Set() as ReadonlySet<number>,
  /** The run's best agent by the engine's rule; null: none has been found yet. */
  champion: null as ChampionRecord | null,
  edits: [] as readonly Edit[],
  /** The generation up to which earlier ones are being made again; null: none are. */
  recomputingTo: null as number | null,
  /** Events of the run besides evolution, by generation. */
  marks: [] as readonly Mark[],
  /** Generation of the last checkpoint, from which a failed run goes on. */
  kept: null as number | null,
  /** Checkpoints of the run shown, and of the one that it branched off from. */
  checkpoints: [] as Checkpoints,
  /** True when the newest of them is of the run shown, not of the one that it branched off from. */
  ownsNewest: true,
  /** Generation from which the run was last gone on with unasked, after a crash; null: it was not. */
  restoredAt: null as number | null,
  /** True when the engine was started again after this run had ended. */
  isLeft: false,
  /** The champion that plays after its run has ended, as it was found, or why it cannot; null: there is none. */
  exhibit: null as Exhibit | null,
};

/** No run. The generations of one live in `History`. */
export const NO_RUN = {
  ...NO_PROGRESS,
  /** Number of the set-up that it was begun from. */
  runSetUp: 0,
  /** Number of the run shown; 0: none yet. */
  run: 0,
  /** The run's id for good, under which the library keeps it; null: no run yet. */
  runId: null as string | null,
  /** Preset that it was set up from, and the run that it branched off from, if it did. */
  runPreset: null as string | null,
  origin: null as Origin | null,
  /** The configuration of the run shown, live edits included. */
  config: null as RunConfig | null,
  /** The configuration with which it began. */
  initial: null as RunConfig | null,
  device: null as DeviceReport | null,
  /** Version of the engine that began it; null: there is no run yet. */
  runEngine: null as string | null,
  /** Command by which the engine began the run, where it is to be begun again; null: there is no run yet. */
  first: null as Start | null,
  status: { kind: 'loading' } as RunStatus,
  /** Version of the history when the page last heard of it. */
  version: 0,
};

/** The run shown. */
export type RunState = Readonly<typeof NO_RUN>;

/** Tells whether the run shown has ended and comes from the library: its history is there, its population is not. */
export const isHistory = ({ status, progress }: RunState): boolean =>
  status.kind === 'finished' && progress === null;

export const isUnderWay = (status: RunStatus): boolean =>
  status.kind === 'running' || status.kind === 'paused' || status.kind === 'starting';

/** The newest checkpoint of the run shown itself; null: it has none. */
export const ownCheckpoint = ({ checkpoints, ownsNewest }: RunState): Checkpoint | null =>
  (ownsNewest && checkpoints.at(-1)) || null;

/** The first generation of the run shown that is its own: those before are of the run that it branched off from. */
export const firstOwn = ({ origin }: Pick<RunState, 'origin'>): number =>
  origin?.kind === 'branch' ? origin.generation : 0;

/** Tells whether the run shown failed and left generations but nothing to go on from: to begin it anew loses them. */
export const isLost = ({ status, kept, generations }: RunState): boolean =>
  status.kind === 'failed' && kept === null && generations > 0;
