import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import type { EnvironmentEntry, PresetComparison } from '#core/catalog.ts';
import type { Birth } from '#core/lineage.ts';
import type { RunConfig } from '#core/run-config.ts';
import type { SceneTemplate, SceneTrack } from '#core/scene-track.ts';
import type { Champion, GenerationEvent, Tournament } from './messages.ts';

/** A run as a file, played without the engine. `npm run record` writes it. */
export interface Recording {
  readonly version: typeof RECORDING_VERSION;
  /** Version of the engine that ran it. */
  readonly engine: string;
  /** The address of the same run: '#/evolve?…'. */
  readonly link: string;
  readonly config: RunConfig;
  readonly environment: EnvironmentEntry;
  readonly algorithm: AlgorithmDeclaration;
  readonly founders: readonly Birth[];
  readonly generations: readonly RecordedGeneration[];
  /** Hash of the finished run. */
  readonly hash: string;
  readonly champion: RecordedChampion;
  readonly control: RecordedControl;
  /** Comparison of the run's preset with itself without evolution, over several seeds. */
  readonly comparison: PresetComparison;
  readonly template: SceneTemplate;
  /** Environment steps from one scene of a track to the next. */
  readonly stepsPerScene: number;
}

export const RECORDING_VERSION = 2;

export interface RecordedGeneration {
  readonly ids: readonly number[];
  /** Null: diverged. */
  readonly fitness: readonly (number | null)[];
  /** [A × H] */
  readonly hyperparameters: readonly number[];
  readonly parameters: readonly number[];
  readonly tournaments: readonly Tournament[];
  readonly next: readonly number[];
  readonly births: readonly Birth[];
  readonly steps: number;
  readonly elapsedMs: number;
  readonly hash: string;
  /** An episode of each agent after its training, by slot. */
  readonly plays: readonly RecordedPlay[];
}

/** The champion at the end of the run, as {@link Champion} has it. */
export interface RecordedChampion extends Omit<Champion, 'individual'> {
  readonly agent: number;
  readonly generation: number;
}

/** The same run without evolution: equal seed, founders and steps. Its agents are the founders, in their places. */
export interface RecordedControl {
  readonly generations: readonly Pick<RecordedGeneration, 'fitness' | 'plays'>[];
  readonly hash: string;
}

/** Returns the configuration of a run's control. */
export const controlOf = (config: RunConfig): RunConfig => ({ ...config, evolution: 'off' });

export interface RecordedPlay {
  readonly track: SceneTrack;
  readonly episodeReturn: number;
  /** Environment steps. */
  readonly length: number;
}

/** Reads what was fetched; throws a TypeError if it is no recording of this version. */
export function readRecording(data: unknown): Recording {
  const version = (data as { readonly version?: unknown } | null)?.version;
  if (version !== RECORDING_VERSION)
    throw new TypeError(`this is no recording of version ${RECORDING_VERSION}: ${version}`);
  return data as Recording;
}

/** The generation as the engine told of it. */
export function generationEvent({ generations }: Recording, generation: number): GenerationEvent {
  const recorded = generations[generation];
  if (!recorded) throw new RangeError(`generation ${generation} is not in the recording`);
  const fitness = Float64Array.from(recorded.fitness, (value) => value ?? Number.NaN);
  const { tournaments, births, steps, elapsedMs, hash } = recorded;
  return {
    kind: 'generation',
    run: 0,
    generation,
    ids: Int32Array.from(recorded.ids),
    fitness,
    hyperparameters: Float64Array.from(recorded.hyperparameters),
    diverged: Int32Array.from(fitness.keys()).filter((slot) => Number.isNaN(fitness[slot])),
    parameters: Int32Array.from(recorded.parameters),
    tournaments,
    next: Int32Array.from(recorded.next),
    births,
    steps,
    elapsedMs,
    hash,
  };
}
