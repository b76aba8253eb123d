import type { Layer, Plan } from '#networks/plan.ts';
import type { Rows, Scalar, Storage, Value } from '../value.ts';
import type { KernelName } from './kernel-names.ts';

/** Place of a matrix in memory. Rows are padded to whole vectors; padding is zero. */
export interface Place {
  readonly address: number;
  readonly rows: number;
  readonly width: number;
  /** Floats from one row to the next. */
  readonly stride: number;
}

/** Place of a network of one agent; addresses of slabs. */
export interface NetworkPlace {
  readonly plan: Plan;
  readonly weights: number;
  /** Null: no optimizer moves it. */
  readonly training: {
    readonly gradients: number;
    readonly firstMoments: number;
    readonly secondMoments: number;
    /** Address of the number of updates made, u32. */
    readonly updates: number;
  } | null;
}

/** A field of a transition: where it lies in the first one, and how many floats it has. */
export interface ReplayField {
  readonly address: number;
  readonly width: number;
}

/** Place of a population's replay buffer. */
export interface ReplayPlace {
  /** Address of the number of transitions remembered, u32. */
  readonly address: number;
  /** Floats of a transition. */
  readonly width: number;
  readonly fields: ReadonlyMap<string, ReplayField>;
}

/** Places that one layer's forward pass leaves behind for the backward pass. */
export interface TapeEntry {
  readonly layer: Layer;
  readonly input: Place;
  readonly output: Place;
  /** The activation applied with the layer, by number. */
  readonly fused: number;
  /** Addresses of what the layer keeps for its way back; only the layer's own kind reads it. */
  readonly kept: readonly number[];
}

/** Writer of an op's kernel calls for one agent. Addresses are as `abi.ts` says. */
export interface Lowering {
  /** Address of the agent's key. */
  readonly key: number;
  /** Address of the number of transitions remembered, u32. */
  readonly remembered: number;
  rows(rows: Rows): number;
  /** Place of a value; room is taken for it when it is first asked for. */
  place(value: Value): Place;
  network(name: string): NetworkPlace;
  /** Floats from one remembered transition to the next. */
  readonly transitionWidth: number;
  /** Address of a replay field in the first transition; it must have this width. */
  replayField(name: string, width: number): number;
  /** Address of the number, f64. */
  scalar(scalar: Scalar): number;
  /** Storage of images between layers. */
  readonly images: Storage;
  /** Takes room for so many floats in the workspace, until the mark set before is released. */
  scratch(floats: number): number;
  mark(): number;
  release(mark: number): void;
  emit(kernel: KernelName, ...operands: readonly number[]): void;
  /** Counts work, in multiply-adds, for sharing agents out over threads. */
  cost(multiplyAdds: number): void;
  /** Tells whether the program goes back through the forward pass that made a value. */
  keeps(value: Value): boolean;
  /** Tapes kept by the forward pass, by the value it made. */
  readonly tapes: Map<number, readonly TapeEntry[]>;
  expectWidth(value: Value, width: number, of: string): void;
  expectShape(value: Value, rows: number, width: number, of: string): void;
}
