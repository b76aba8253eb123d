import type { Catalog, DeviceEntry } from '#core/catalog.ts';
import type { Genome } from '#core/genome.ts';
import type { Birth } from '#core/lineage.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Beginning, Checkpoint } from './beginning.ts';
import type { DeviceChoice, DeviceReport, Measurement } from './device-report.ts';
import type { Failed } from './failed.ts';
import type { GamePicture, MapView, NetworkPicture, Picture, PolicyMap } from './pictures.ts';
import type { ModelFit, PolicyModel } from './policy-model.ts';
import type {
  ChampionEpisodeEvent,
  ChampionEvent,
  Edit,
  GenerationEvent,
  Individual,
  ProgressEvent,
} from './run-events.ts';

/* Messages that cross the worker boundary, and, from files of their own, their payloads. The kind selects the payload. */

export type * from './beginning.ts';
export type * from './device-report.ts';
export type * from './pictures.ts';
export type * from './policy-model.ts';
export * from './run-events.ts';

/** Length of a step; a chunk is a tenth of a phase. */
export type StepUnit = 'chunk' | 'phase' | 'generation';

/** Page → engine. */
export type Command =
  /**
   * Begins a run, in place of the one there was. `edits`: of a recorded run, made again at their steps. `paused`: waits
   * for play or step before the first phase that is its own. Without a beginning its founders are fresh.
   */
  | {
      readonly kind: 'start';
      readonly run: number;
      readonly config: RunConfig;
      readonly edits?: readonly Edit[];
      readonly paused: boolean;
      readonly beginning?: Beginning;
    }
  /** Goes on with a run from a checkpoint that the engine sent. */
  | {
      readonly kind: 'restore';
      readonly run: number;
      readonly checkpoint: Checkpoint;
      readonly paused: boolean;
    }
  /** Shows an agent that was taken out of a run, in place of a run: it plays and can be asked; nothing goes on. */
  | {
      readonly kind: 'exhibit';
      readonly run: number;
      readonly config: RunConfig;
      readonly individual: Individual;
    }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** Runs on to the end of the unit and pauses. */
  | { readonly kind: 'step'; readonly unit: StepUnit }
  | { readonly kind: 'stop' }
  /** On what runs are to be computed from the next start on. */
  | { readonly kind: 'device'; readonly choice: DeviceChoice }
  /** Vector steps a second at most; null: as fast as it goes. */
  | { readonly kind: 'pace'; readonly stepsPerSecond: number | null }
  /** Changes live fields of the running configuration from the next step on, all of them or none. */
  | { readonly kind: 'edit'; readonly values: Edit['values'] }
  /** Chooses the agent that plays on the stage; null: the best. */
  | { readonly kind: 'watch'; readonly agent: number | null }
  /** The stage asks for a picture, `steps` further on. Not asked, nothing is drawn. */
  | { readonly kind: 'frame'; readonly steps: number }
  /** Asks for pictures of the living agents at once, by slot, `most` at most, each `steps` further on. */
  | { readonly kind: 'gallery'; readonly most: number; readonly steps: number }
  /** Asks for what is known of an agent; strengths of connections only of one alive. */
  | { readonly kind: 'inspect'; readonly agent: number }
  /** Takes a copy of an agent alive out of the run. */
  | { readonly kind: 'keep'; readonly agent: number }
  /** Asks what an agent alive does and expects over two of its observations. */
  | { readonly kind: 'map'; readonly agent: number; readonly view: MapView }
  /** Asks what an agent alive makes of a game for two after some choices, the first player's first. */
  | { readonly kind: 'consider'; readonly agent: number; readonly moves: readonly number[] }
  /** Asks for an agent's policy layer by layer, whether its run is here or not. */
  | { readonly kind: 'describe'; readonly individual: Individual }
  /**
   * Opens a LayersModel of TensorFlow.js: its files by name, `model.json` among them. `fit`: as which agent to take it
   * up; null: asks what it can be.
   */
  | {
      readonly kind: 'openModel';
      readonly files: Readonly<Record<string, Uint8Array>>;
      readonly fit: ModelFit | null;
    }
  /** Measures what updates cost on each device, in place of a run. */
  | { readonly kind: 'measure' }
  /** The page has taken in the last progress event; the next may come. */
  | { readonly kind: 'acknowledge' };

/** Engine → page. */
export type Event =
  | { readonly kind: 'ready'; readonly catalog: Catalog }
  /** Devices there are, once the GPU has been looked for. */
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
  /** The generations before the run's own have been made again. */
  | { readonly kind: 'caughtUp'; readonly run: number; readonly generation: number }
  /** The device was lost; the run goes on from the beginning of a generation, later ones are void. */
  | {
      readonly kind: 'recovered';
      readonly run: number;
      readonly generation: number;
      readonly device: DeviceReport;
      /** Reason for which the device was lost. */
      readonly reason: string;
    }
  | ProgressEvent
  | GenerationEvent
  /** A live edit took effect before this step of the run. */
  | { readonly kind: 'edited'; readonly run: number; readonly edit: Edit }
  /** A live edit that cannot be; nothing of it was changed. */
  | {
      readonly kind: 'editRefused';
      readonly run: number;
      readonly values: Edit['values'];
      readonly problem: Problem;
    }
  | ({ readonly kind: 'frame'; readonly run: number } & Picture)
  | { readonly kind: 'gallery'; readonly run: number; readonly pictures: readonly Picture[] }
  | ChampionEpisodeEvent
  | {
      readonly kind: 'inspected';
      readonly run: number;
      readonly agent: number;
      readonly genome: Genome;
      readonly networks: readonly NetworkPicture[];
    }
  /** Something that was asked to be seen cannot be; the run goes on. */
  | {
      readonly kind: 'lookFailed';
      readonly run: number;
      readonly look: 'frame' | 'gallery' | 'inspect' | 'keep' | 'map' | 'consider';
      /** Id of the agent that was asked for; null: none was. */
      readonly agent: number | null;
      readonly message: string;
    }
  /** Null: the agent does not live. */
  | {
      readonly kind: 'individual';
      readonly run: number;
      readonly agent: number;
      readonly individual: Individual | null;
    }
  /** Null: the agent does not live, nothing was observed yet, or its numbers are no longer finite. */
  | {
      readonly kind: 'mapped';
      readonly run: number;
      readonly agent: number;
      readonly map: PolicyMap | null;
    }
  /** Null: the agent does not live. */
  | {
      readonly kind: 'considered';
      readonly run: number;
      readonly agent: number;
      readonly game: GamePicture | null;
    }
  /** `problem`: why the agent cannot be shown, in words; null: it plays. */
  | {
      readonly kind: 'exhibited';
      readonly run: number;
      readonly agent: number;
      readonly generation: number;
      readonly problem: string | null;
    }
  | ChampionEvent
  /** Policies of a team, one per network that acts. `problem`: why the individual asked for last has none. */
  | {
      readonly kind: 'described';
      readonly policies: readonly PolicyModel[] | null;
      readonly problem: string | null;
    }
  /**
   * Description of a model, the tasks it fits, and the agent that was asked for; or, as a clause, why it cannot be an
   * agent.
   */
  | {
      readonly kind: 'modelOpened';
      /** Its layers in a line. */
      readonly network: string;
      /** The likeliest first. */
      readonly fits: readonly ModelFit[];
      readonly individual: Individual | null;
      readonly problem: string | null;
    }
  /** One of so many cases of `measure`; null: it was the last. */
  | {
      readonly kind: 'measured';
      readonly measurement: Measurement | null;
      readonly total: number;
    }
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint }
  | {
      readonly kind: 'finished';
      readonly run: number;
      readonly reason: 'generations' | 'target' | 'stopped';
      readonly hash: string;
    }
  | Failed;
