import type { RunConfig } from '#core/run-config.ts';
import type { Edit, Individual } from './run-events.ts';

/** Beginning of a run that has no fresh founders. */
export interface Beginning {
  /** All founders are copies of this one. */
  readonly founder?: Individual;
  /** Generations made before, under other settings; made again as far as `from` does not spare it, and not reported. */
  readonly before?: readonly Stretch[];
  /** A checkpoint of one of those generations. */
  readonly from?: Checkpoint;
}

/** Generations made under one configuration, from where the stretch before ends up to `until`, without it. */
export interface Stretch {
  /** Configuration as it was when the stretch began. */
  readonly config: RunConfig;
  readonly edits: readonly Edit[];
  readonly until: number;
}

/** Runs and agents from which a run began, besides its configuration. */
export interface Origin {
  /** Generations made before, under other settings. */
  readonly before: readonly Stretch[];
  /** Individual of whom the founders are copies, in words; its weights are not here. Absent: they were fresh. */
  readonly founder?: string;
}

/** All a run needs to go on from a whole generation. Structured-cloneable; opaque to the page. */
export interface Checkpoint {
  readonly engine: string;
  readonly config: RunConfig;
  /** The configuration before any edit. */
  readonly initial: RunConfig;
  /** Edits that took effect, and those of a recorded run that are still to be made again. */
  readonly edits: readonly Edit[];
  readonly replay: readonly Edit[];
  /** Absent: the run began with fresh founders under its own configuration. */
  readonly origin?: Origin;
  readonly generation: number;
  readonly state: unknown;
}
