import type { Catalog, DeviceEntry, DeviceKind } from '#core/catalog.ts';
import type { GameBoard } from '#core/environment.ts';
import type { Activation, Genome } from '#core/genome.ts';
import type { Birth } from '#core/lineage.ts';
import type { Moments } from '#core/moments.ts';
import type { Problem, RunConfig } from '#core/run-config.ts';
import type { Scene } from '#core/scene.ts';

/** Messages that cross the worker boundary. The kind selects the payload. */

export type Phase = 'train' | 'evaluate' | 'select' | 'mutate';
export const PHASES = ['train', 'evaluate', 'select', 'mutate'] as const;

/** How far a step goes; a chunk is a tenth of a phase. */
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
  /** Which agent plays on the stage; null: the best. */
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
      /** Why the device was lost. */
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
  /** Of a team one policy per network that acts. `problem`: why the individual asked for last has none that can be read. */
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
  | {
      readonly kind: 'failed';
      readonly run: number;
      /** In words; 'start': what it was to go on from cannot be opened, 'preparation': its device or task cannot be had. */
      readonly during: string;
      readonly message: string;
      readonly stack: string;
    };

/** A moment of an agent that plays for whoever watches. */
export interface Picture {
  readonly agent: number;
  readonly scene: Scene;
  readonly episodeReturn: number;
  readonly episodeLength: number;
  /** Name of its last action. */
  readonly action: string;
  /** Whether this is the last moment of the episode. */
  readonly over: boolean;
  /** Of a game: what it expects of each choice now, null of those that cannot be made. */
  readonly values?: readonly (number | null)[];
}

/** A game for two after some moves, as an agent sees it. */
export interface GamePicture extends GameBoard {
  /** Choices so far, the first player's first. */
  readonly moves: readonly number[];
  /** Choices of the player to move; none: the game is over. */
  readonly choices: readonly number[];
  readonly over: boolean;
  /** 0: who moved first, 1: the other; null: nobody has won. */
  readonly winner: number | null;
  /**
   * Value that the agent expects of each choice for the player to move, null of those that cannot be made; null: the
   * game is over.
   */
  readonly values: readonly (number | null)[] | null;
  /** Choice it would make; null: the game is over. */
  readonly choice: number | null;
}

/** 'auto': the GPU where it is right and was measured to be faster for the run. */
export type DeviceChoice = 'auto' | DeviceKind;

/** Device that a run computes on, and why. */
export interface DeviceReport {
  readonly kind: DeviceKind;
  readonly description: string;
  readonly threads: number;
  /** A sentence. */
  readonly reason: string;
  /** Whether that says how it stands with the GPU. */
  readonly tellsOfGpu?: true;
  /** Of each device, where both were tried before the run began. */
  readonly trials: readonly DeviceTrial[];
}

/** How fast a run's own training was on a device: environment steps a second of the whole population. */
export interface DeviceTrial {
  readonly kind: DeviceKind;
  readonly stepsPerSecond: number;
}

/** Contender in a measurement: a device of this page, or TensorFlow.js op by op on a backend of its own. */
export type Contender = DeviceKind | `tfjs ${'wasm' | 'webgl' | 'webgpu'}`;

/** DQN updates a second of a population of networks 4-width-width-2 with batch 64. */
export interface Measurement {
  readonly contender: Contender;
  readonly width: number;
  readonly population: number;
  /** Of all agents together. Null: it could not be measured, the note says why. */
  readonly updatesPerSecond: number | null;
  /** Floating-point operations of matrix products a second, in thousands of millions. */
  readonly gflops: number | null;
  /** The most that its part of the machine was measured to make; null: it could not be. */
  readonly peakGflops: number | null;
  /** The contender in words, or why there is no figure. */
  readonly note: string;
}

/** The run's best agent, by one rule; see `engine/champion.ts`. */
export interface Champion {
  /** As it was when it was found, weights included. */
  readonly individual: Individual;
  /** Its fitness in that generation, by which it challenged. */
  readonly fitness: number;
  /** Of its returns over all fresh episodes that it has played in contests. */
  readonly evaluation: Moments;
}

/** How challenger and champion did over the same fresh episodes. */
export interface Contest {
  readonly generation: number;
  /** That each played. */
  readonly episodes: number;
  readonly challenger: Contestant;
  /** The champion before; null: there was none. */
  readonly before: Contestant | null;
  /** Whether the challenger is the champion now. */
  readonly won: boolean;
}

export interface Contestant {
  readonly agent: number;
  /** In which it was found. */
  readonly generation: number;
  /** Mean return over the episodes of this contest. */
  readonly mean: number;
}

/** The champion after a contest, or where a run is taken up again. */
export interface ChampionEvent {
  readonly kind: 'champion';
  readonly run: number;
  readonly champion: Champion;
  /** Null: none was held, the run was taken up with this champion. */
  readonly contest: Contest | null;
  /** Environment steps of all contests of the run so far. */
  readonly contestSteps: number;
}

/** An episode of a new champion, as it is then. */
export interface ChampionEpisodeEvent {
  readonly kind: 'championEpisode';
  readonly run: number;
  readonly generation: number;
  readonly agent: number;
  /** Of this episode. */
  readonly episodeReturn: number;
  readonly scenes: readonly Scene[];
  /** Environment steps from one scene to the next. */
  readonly stepsPerScene: number;
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
  /**
   * Each agent's means of what its updates of this generation measured, by metric of the algorithm, [A]; NaN where it made
   * none, or where it is too great to be shown. Absent in runs of before it was kept.
   */
  readonly metrics?: Readonly<Record<string, Float64Array>>;
  /** Games of the champion of that moment; absent: the task is no game, or there is no champion yet. */
  readonly games?: Games;
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

/** How an agent did in games by which its strength is measured. */
export interface Games {
  readonly agent: number;
  readonly results: readonly GameResult[];
}

export interface GameResult {
  /** Name of a player of fixed strength, or number of an agent. */
  readonly rival: string | number;
  readonly won: number;
  readonly drawn: number;
  readonly lost: number;
}

/** A tournament: who was drawn (slots, with replacement), who won. */
export interface Tournament {
  readonly drawn: readonly number[];
  readonly winner: number;
}

/** Changes made together while running, at a step of the run; replayed with it. */
export interface Edit {
  /** Generation in which it took effect, and the vector step within it before which it did. */
  readonly generation: number;
  readonly step: number;
  /** New values by the path of their field, such as 'selection.tournamentSize'. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Picture of a network: sizes and how strong the connections are. */
export interface NetworkPicture {
  readonly name: string;
  readonly layers: readonly { readonly label: string; readonly size: number }[];
  /** Of the dense layers, in the order of computation; empty where the weights are not kept any more. */
  readonly connections: readonly Connections[];
}

/** |w| of a dense layer, [inputs × outputs]; a wide one is summed up in blocks, the greatest of each. */
export interface Connections {
  readonly inputs: number;
  readonly outputs: number;
  /** How many rows and columns there are here: at most as many as inputs and outputs. */
  readonly rows: number;
  readonly columns: number;
  readonly strengths: Float32Array;
}

/** Over what an agent is mapped. */
export interface MapView {
  /** Whose, by position among the task's players; absent: of the only one. */
  readonly player?: number;
  /** Two of its observations, by number. */
  readonly axes: readonly [x: number, y: number];
  /** Cells along each axis. */
  readonly cells: number;
  /** Values at which the other observations are held, by number; where none is given, the median of those seen. */
  readonly held: Readonly<Record<number, number>>;
}

/**
 * Map of an agent's actions and expected values over two of its observations. Cells are row-major, y outside, from the
 * low ends.
 */
export interface PolicyMap {
  readonly view: MapView;
  readonly generation: number;
  /** Between which the agents' recent observations lie, by number; a few at each end left out. */
  readonly seen: readonly {
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
  /** [cells²] number of the choice, or [cells² × numbers] in the environment's units. */
  readonly actions: Float32Array;
  /** Expected values: of its action, or of the observation; null where the algorithm has neither. */
  readonly values: Float32Array | null;
  /** Whose estimate that is: label of the network. */
  readonly valuedBy: string | null;
}

/** An agent taken out of its run: enough to found a population of its copies. */
export interface Individual {
  readonly engine: string;
  readonly environment: string;
  readonly algorithm: string;
  readonly genome: Genome;
  /** Slab of every network, targets included, as its plan lays it out. */
  readonly weights: Readonly<Record<string, Float32Array>>;
  readonly agent: number;
  readonly generation: number;
  readonly seed: number;
}

/** Ids of a task and an algorithm of whose agents a model can be the policy. */
export interface ModelFit {
  readonly environment: string;
  readonly algorithm: string;
}

/** A policy network with all it takes to compute it elsewhere, and what its outputs mean. */
export interface PolicyModel {
  readonly individual: Omit<Individual, 'genome' | 'weights'>;
  /** Names of the players of a team who act by it; absent: there is one player. */
  readonly players?: readonly string[];
  /** Numbers of one observation; a choice is one-hot. */
  readonly inputs: number;
  readonly observationLabels: readonly string[];
  readonly layers: readonly PolicyLayer[];
  readonly action: PolicyAction;
}

/** In the order of computation. */
export type PolicyLayer =
  | {
      /** y = x W + b. */
      readonly kind: 'dense';
      readonly inputs: number;
      readonly outputs: number;
      /** [inputs × outputs], row-major. */
      readonly weights: Float32Array;
      readonly biases: Float32Array;
    }
  | {
      readonly kind: 'layerNorm';
      readonly size: number;
      readonly epsilon: number;
      /** Both null: no gain and no shift. */
      readonly gain: Float32Array | null;
      readonly shift: Float32Array | null;
    }
  | { readonly kind: 'activation'; readonly size: number; readonly activation: Activation }
  | {
      /** Kernels of `size` × `size` slid over an image, row after row, the channels of a pixel side by side. */
      readonly kind: 'convolution';
      readonly image: readonly [height: number, width: number, channels: number];
      readonly size: number;
      readonly outputs: number;
      /** [size × size × channels × outputs], row-major. */
      readonly weights: Float32Array;
      readonly biases: Float32Array;
    };

/** How the greedy action follows from the outputs. */
export type PolicyAction =
  /** The place of the greatest output, the first of equals; `masked`: among those that can be chosen. */
  | { readonly kind: 'choice'; readonly labels: readonly string[]; readonly masked?: true }
  /** Each output, kept within [−1, 1] and scaled so that the ends become the bounds. */
  | {
      readonly kind: 'numbers';
      readonly labels: readonly string[];
      readonly low: readonly number[];
      readonly high: readonly number[];
    };

/** Where a run begins, if not with fresh founders. */
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
  /** As it was when the stretch began. */
  readonly config: RunConfig;
  readonly edits: readonly Edit[];
  readonly until: number;
}

/** Runs and agents from which a run began, besides its configuration. */
export interface Origin {
  /** Generations made before, under other settings. */
  readonly before: readonly Stretch[];
  /** Of whom the founders are copies, in words; the individual itself is not here. Absent: they were fresh. */
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
