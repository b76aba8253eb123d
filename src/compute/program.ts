import type { Purpose } from '#core/random.ts';
import type { Lowering } from './lowering/lowering.ts';
import type { Rows, Storage, Value, Width } from './value.ts';

/**
 * A population program: the computation of every agent of a population, as a list of ops. A learning rule writes one
 * through a `Builder`; a device compiles it against the population's plans and runs it any number of times. Nothing here
 * computes.
 */
export interface Program {
  readonly name: string;
  readonly ops: readonly Op[];
  readonly values: readonly Value[];
  /** Ids of the results of forward passes through which the program goes back. */
  readonly kept: ReadonlySet<number>;
  /**
   * Storage of images between the layers of its passes, and of their gradients; 'f16' takes half the memory, and only a
   * GPU has it. Where channels are odd in number they are stored as f32 all the same.
   */
  readonly images: Storage;
}

/** Names of the values that the host writes to a program and reads from it. */
export interface Exchanged {
  readonly inputs: string;
  readonly outputs: string;
}

/** One step of a program. */
export interface Op {
  /** Name of the builder's method that wrote it. */
  readonly kind: string;
  /** Emits the kernel calls of one agent. Every opcode has a kernel on each device. */
  lower(agent: Lowering): void;
  /** The pass through a network that it makes; absent: it makes none. */
  readonly pass?: ForwardPass;
  /** Network of which it counts one more update; absent: of none. */
  readonly updates?: string;
  /** Set where it reads the replay buffer. */
  readonly samples?: boolean;
}

export interface ForwardPass {
  readonly network: string;
  readonly input: Value;
  /** The network's second input, where its plan has one. */
  readonly joined: Value | null;
}

/** Takes down a program; each op writes itself through it. */
export interface ProgramWriter {
  /** A new value. Throws a RangeError unless rows and width are whole numbers from 1. */
  value(rows: Rows, width: Width, lasts?: Value['lasts']): Value;
  /** Adds an op, which makes the values that are new since the one before. */
  push(op: Op): void;
  /** The op that made a value, if any. */
  maker(value: Value): Op | undefined;
  /** Has the forward pass that made a value keep what the way back needs. */
  keep(value: Value): void;
  /** Counts the random ops of this purpose that came before. */
  ordinal(purpose: Purpose): number;
}
