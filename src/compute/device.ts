import type { Key } from '#core/random.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Plan } from '#networks/plan.ts';
import type { Exchanged, Program } from './program.ts';

/**
 * Device on which a population's numbers lie and are computed. Two keep this interface: `wasm` (exact) and `webgpu`.
 * Two devices keep this interface: `wasm` (exact) and `webgpu`. Calls that may take time on a GPU return a promise
 * there and nothing (or the value itself) on `wasm`.
 */
export interface Device {
  readonly kind: 'wasm' | 'webgpu';
  /** Name in words, such as 'WebAssembly SIMD, 2 threads'. */
  readonly description: string;
  readonly threads: number;
  open(setup: PopulationSetup): DevicePopulation;
  dispose(): void;
}

/** The networks every agent has. */
export interface NetworkSlot {
  readonly name: string;
  /** Null: not a target. */
  readonly targetOf: string | null;
  /** True when an optimizer moves it, so that gradients and moments are kept for it. */
  readonly trained: boolean;
}

export interface PopulationSetup {
  readonly networks: readonly NetworkSlot[];
  readonly programs: readonly Program[];
  /** The replay buffer shared by the population: its capacity in transitions and the width of each field. */
  readonly replay: {
    readonly capacity: number;
    readonly fields: Readonly<Record<string, number>>;
  } | null;
  /** Founders; every network's inheritance is `initialise` or `sync`. */
  readonly agents: readonly AgentSetup[];
  /**
   * Number of runs of a program that a GPU is given in one submission, with all that is written for them, if nothing is
   * read in between; absent: as many as suit it. Other programs may run in between.
   */
  readonly together?: { readonly program: string; readonly runs: number };
}

export interface AgentSetup {
  /** Position of the parent in the population before; unused for founders. */
  readonly parentSlot: number;
  /** Plan of every network by name; a target's is its online network's. */
  readonly plans: Readonly<Record<string, Plan>>;
  readonly inheritance: Readonly<Record<string, Inheritance>>;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Under which the agent's own random numbers inside programs are drawn. */
  readonly key: Key;
}

/**
 * A population on a device. Agents are addressed by slot, their position in the population; `Programs` says which
 * programs there are, and what the host writes to them and reads.
 */
export interface DevicePopulation<
  Programs extends Record<keyof Programs, Exchanged> = Record<string, Exchanged>,
> {
  readonly size: number;
  /**
   * Runs a program for the agents whose flag is set (all, if none are given). `step` numbers the run: random ops draw
   * under (agent's key, purpose, step), so equal steps draw equal numbers.
   */
  run(program: keyof Programs & string, step: number, active?: Uint8Array): void | Promise<void>;
  /**
   * Runs programs for all agents of which none writes what another one reads or writes, as each alone would: side by
   * side where there are threads for it.
   */
  runBeside(programs: readonly (keyof Programs & string)[], step: number): void | Promise<void>;
  /** Writes a named value of one agent, row-major [rows × width], from its first row on. */
  write<Name extends keyof Programs & string>(
    program: Name,
    value: Programs[Name]['inputs'],
    slot: number,
    data: Float32Array,
  ): void;
  /** A named value of one agent as the last run left it: [rows × width]. Valid until the next call. */
  read<Name extends keyof Programs & string>(
    program: Name,
    value: Programs[Name]['outputs'],
    slot: number,
  ): Float32Array | Promise<Float32Array>;
  /** A named value of all agents, [A × rows × width], rows being the same for all; read back in one go. */
  readAll<Name extends keyof Programs & string>(
    program: Name,
    value: Programs[Name]['outputs'],
  ): Float32Array | Promise<Float32Array>;
  /** Appends transitions to the replay buffer: per field [count × width]. The oldest are overwritten. */
  remember(count: number, fields: Readonly<Record<string, Float32Array>>): void;
  /** Transitions in the replay buffer. */
  readonly remembered: number;
  /** The slab of one network, a copy. Padding included (see `networks/plan.ts`). */
  weights(slot: number, network: string): Float32Array | Promise<Float32Array>;
  /** Live edit or mutation: new values for one agent. Buffers follow where rows depend on them. */
  setHyperparameters(slot: number, values: Readonly<Record<string, number>>): void;
  /** Replaces the population by its children; programs are compiled anew, the replay buffer stays. */
  evolve(agents: readonly AgentSetup[]): void | Promise<void>;
  /**
   * All state that a run needs to go on: weights, moments, step counts, replay buffer, states of programs. `replay:
   * false` leaves the replay buffer out, and restoring leaves it alone.
   */
  snapshot(parts?: { readonly replay: boolean }): PopulationSnapshot | Promise<PopulationSnapshot>;
  /** Takes up a snapshot of a population with the same plans. */
  restore(snapshot: PopulationSnapshot): void;
  /** Bytes held. */
  readonly bytes: number;
  dispose(): void;
}

export interface PopulationSnapshot {
  /** Per slot and network; moments empty where the network is not trained. */
  readonly agents: readonly Readonly<Record<string, NetworkSnapshot>>[];
  readonly replay: ReplaySnapshot | null;
  /** Per slot the states of programs, as 'act.noise', [rows × width]; absent: there are none, or they are zero. */
  readonly states?: readonly Readonly<Record<string, Float32Array>>[];
}

export interface NetworkSnapshot {
  readonly weights: Float32Array;
  readonly firstMoments: Float32Array;
  readonly secondMoments: Float32Array;
  /** Updates that the optimizer has made. */
  readonly updates: number;
}

export interface ReplaySnapshot {
  readonly fields: Readonly<Record<string, Float32Array>>;
  /** Transitions ever added. */
  readonly added: number;
}
