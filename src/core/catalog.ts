import type { AlgorithmDeclaration, SettingDeclaration } from './algorithm.ts';
import type { EngineVersion } from './engine-version.ts';
import type { RunConfig } from './run-config.ts';
import type { Space } from './spaces.ts';

/** Everything the engine offers. Forms, links and the parser know environments and algorithms only from here. */
export interface Catalog extends EngineVersion {
  /** Version of the strategy lab, whose runs stand in the library beside the others. */
  readonly strategyEngine: EngineVersion;
  readonly environments: readonly EnvironmentEntry[];
  readonly algorithms: readonly AlgorithmDeclaration[];
  readonly presets: readonly Preset[];
  readonly devices: readonly DeviceEntry[];
}

export interface EnvironmentEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly actionSpace: Space['kind'];
  readonly maxSteps: number;
  readonly secondsPerStep: number;
  readonly returnRange: readonly [worst: number, best: number];
  readonly solvedAt: number;
  readonly observationLabels: readonly string[];
  readonly mapAxes?: readonly [x: number, y: number];
  readonly depicts?: string;
  readonly actionLabels: readonly string[];
  /** Some choices cannot be made at times, and an algorithm must be told which; absent: all always can. */
  readonly masked?: true;
  /** Set where it is one side of a game for two, which a person can play against an agent; absent: it is none. */
  readonly duel?: true;
  /** Set where groups of players play against each other; absent: all have one aim. */
  readonly isOpposed?: true;
  /** Observations are images, large enough for filters to run over; absent: they are not. */
  readonly image?: true;
  /** Players, where several act at once; absent: one, whose are the action space and all labels. */
  readonly players?: readonly PlayerEntry[];
  /** Options a configuration can set; absent: none. */
  readonly options?: readonly SettingDeclaration[];
}

/** One of several who act in an environment. */
export interface PlayerEntry {
  readonly name: string;
  readonly actionSpace: Pick<Space, 'kind'>;
  readonly observationLabels: readonly string[];
  readonly actionLabels: readonly string[];
}

/** A configuration with a name. Never changed once published: links hold differences from it. */
export interface Preset {
  /** Id, such as 'cartpole-dqn'. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly config: RunConfig;
  /** Measured difference that evolution makes to the preset; absent: not measured with this engine. */
  readonly comparison?: PresetComparison;
}

/** A mean difference and its 95 % interval over seeds. */
export interface MeanDifference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The preset as it is against the same without evolution: the difference of the best fitness over the last quarter of
 * the generations.
 */
export interface PresetComparison extends MeanDifference {
  readonly seeds: number;
  /** Seeds with which it was the better of the two. */
  readonly wins: number;
  /** The same of the population's median fitness; absent: not told. */
  readonly median?: MeanDifference;
}

export type DeviceKind = 'wasm' | 'webgpu';

export interface DeviceEntry {
  readonly kind: DeviceKind;
  readonly available: boolean;
  /** Name of the device, or why it is not available. */
  readonly description: string;
  /** Threads that compute; 1 where memory cannot be shared. */
  readonly threads: number;
}
