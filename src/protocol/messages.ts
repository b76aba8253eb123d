import type { Catalog, DeviceEntry, DeviceKind } from '#core/catalog.ts';
import type { Genome } from '#core/genome.ts';
import type { Birth } from '#core/lineage.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Scene } from '#core/scene.ts';

/** What crosses the worker boundary. The kind selects the payload. */

export type Phase = 'train' | 'evaluate' | 'select' | 'mutate';
export const PHASES = ['train', 'evaluate', 'select', 'mutate'] as const;

/** Page → engine. */
export type Command =
  /**
   * Begins a run, in place of the one there was. `edits`: of a recorded run, made again at their steps. `paused`: waits
   * for play or step before the first phase.
   */
  | {
      readonly kind: 'start';
      readonly run: number;
      readonly config: RunConfig;
      readonly edits?: readonly Edit[];
      readonly paused: boolean;
    }
  /** Goes on with a run from a checkpoint that the engine sent. */
  | {
      readonly kind: 'restore';
      readonly run: number;
      readonly checkpoint: Checkpoint;
      readonly paused: boolean;
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** Runs on to the end of the phase, or of the generation, and pauses. */
  | { readonly kind: 'step'; readonly unit: 'phase' | 'generation' }
  | { readonly kind: 'stop' }
  /** On what runs are to be computed from the next start on. */
  | { readonly kind: 'device'; readonly choice: DeviceChoice }
  /** Vector steps a second at most; null: as fast as it goes. */
  | { readonly kind: 'pace'; readonly stepsPerSecond: number | null }
  /** Changes a live field of the running configuration from the next step on. */
  | { readonly kind: 'edit'; readonly path: string; readonly value: unknown }
  /** Which agent plays on the stage; null: the best. */
  | { readonly kind: 'watch'; readonly agent: number | null }
  /** The stage asks for a picture, `steps` further on. Not asked, nothing is drawn. */
  | { readonly kind: 'frame'; readonly steps: number }
  /** Asks for what is known of an agent alive. */
  | { readonly kind: 'inspect'; readonly agent: number }
  /** Measures what updates cost on each device, in place of a run. */
  | { readonly kind: 'measure' }
  /** The page has taken in the last progress event; the next may come. */
  | { readonly kind: 'acknowledge' };

/** Engine → page. */
export type Event =
  | { readonly kind: 'ready'; readonly catalog: Catalog }
  /** What there is to compute on, once the GPU has been looked for. */
  | { readonly kind: 'devices'; readonly devices: readonly DeviceEntry[] }
  /** The configuration cannot run. */
  | { readonly kind: 'refused'; readonly run: number; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'started';
      readonly run: number;
      readonly config: RunConfig;
      /** The configuration before the edits that were made so far. */
      readonly initial: RunConfig;
      readonly edits: readonly Edit[];
      readonly device: DeviceReport;
      readonly founders: readonly Birth[];
    }
  | { readonly kind: 'status'; readonly run: number; readonly status: 'running' | 'paused' }
  /** The device was lost; the run goes on from the beginning of a generation, later ones are void. */
  | {
      readonly kind: 'recovered';
      readonly run: number;
      readonly generation: number;
      readonly device: DeviceReport;
      /** Why the device was lost. */
      readonly reason: string;
    }
  | ProgressEvent
  | GenerationEvent
  /** A live edit took effect before this step of the run. */
  | { readonly kind: 'edited'; readonly run: number; readonly edit: Edit }
  /** A live edit that cannot be. */
  | { readonly kind: 'editRefused'; readonly run: number; readonly problem: Problem }
  | {
      readonly kind: 'frame';
      readonly run: number;
      readonly agent: number;
      readonly scene: Scene;
      readonly episodeReturn: number;
      readonly episodeLength: number;
      readonly action: string;
    }
  | {
      readonly kind: 'inspected';
      readonly run: number;
      readonly agent: number;
      readonly genome: Genome;
      readonly networks: readonly NetworkPicture[];
    }
  /** One case of `measure`; null: it was the last. */
  | { readonly kind: 'measured'; readonly measurement: Measurement | null }
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint }
  | {
      readonly kind: 'finished';
      readonly run: number;
      readonly reason: 'generations' | 'target' | 'stopped';
      readonly hash: string;
    }
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly during: string;
      readonly message: string;
      readonly stack: string;
    };

/** 'auto': the GPU where it is right and was measured to be faster for the run. */
export type DeviceChoice = 'auto' | DeviceKind;

/** What a run computes on, and why. */
export interface DeviceReport {
  readonly kind: DeviceKind;
  readonly description: string;
  readonly threads: number;
  /** A sentence. */
  readonly reason: string;
  /** Of each device, where both were tried before the run began. */
  readonly trials: readonly DeviceTrial[];
}

/** How fast a run's own training was on a device: environment steps a second of the whole population. */
export interface DeviceTrial {
  readonly kind: DeviceKind;
  readonly stepsPerSecond: number;
}

/** DQN updates a second of a population of networks 4-width-width-2 with batch 64. */
export interface Measurement {
  readonly device: DeviceKind;
  readonly width: number;
  readonly population: number;
  /** Of all agents together. Null: it could not be measured, the note says why. */
  readonly updatesPerSecond: number | null;
  /** The device in words, or why there is no figure. */
  readonly note: string;
}

/** At most ten times a second, and only after the last one was acknowledged. */
export interface ProgressEvent {
  readonly kind: 'progress';
  readonly run: number;
  readonly generation: number;
  readonly phase: Phase;
  /** Share of the generation's training steps done. */
  readonly done: number;
  /** Environment steps of the whole population since the run began, evaluation left out. */
  readonly steps: number;
  /** Gradient updates of the whole population since the run began. */
  readonly updates: number;
  /** Over the last second or so of computing. */
  readonly stepsPerSecond: number;
  readonly updatesPerSecond: number;
  /** Computing time since the run began, pauses left out. */
  readonly elapsedMs: number;
}

/** One generation has been evaluated, selected and mutated. Arrays are by slot of this generation's population. */
export interface GenerationEvent {
  readonly kind: 'generation';
  readonly run: number;
  readonly generation: number;
  /** Agents alive. */
  readonly ids: Int32Array;
  /** Mean greedy return over this generation's evaluation episodes; NaN: diverged. */
  readonly fitness: Float64Array;
  /** [A × H], hyperparameters in the algorithm's declared order. */
  readonly hyperparameters: Float64Array;
  /** Of agents whose numbers were no longer finite: slots. */
  readonly diverged: Int32Array;
  /** Trainable numbers of each agent's policy. */
  readonly parameters: Int32Array;
  /** Tournaments that chose the next generation, and whom it holds in order of slot (the elite under its own id). */
  readonly tournaments: readonly Tournament[];
  readonly next: Int32Array;
  /** Agents of the next generation that are new. Empty after the last. */
  readonly births: readonly Birth[];
  /** Environment steps of the whole population so far. */
  readonly steps: number;
  readonly elapsedMs: number;
  /** Of the chain after this generation. */
  readonly hash: string;
}

/** A tournament: who was drawn (slots, with replacement), who won. */
export interface Tournament {
  readonly drawn: readonly number[];
  readonly winner: number;
}

/** A change made while running, at a step of the run; replayed with it. */
export interface Edit {
  /** Generation in which it took effect, and the vector step within it before which it did. */
  readonly generation: number;
  readonly step: number;
  readonly path: string;
  readonly value: unknown;
}

/** What the page draws of a network: sizes and how strong the connections are. */
export interface NetworkPicture {
  readonly name: string;
  readonly layers: readonly { readonly label: string; readonly size: number }[];
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
  readonly generation: number;
  readonly state: unknown;
}
