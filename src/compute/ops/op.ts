import type { Lowering } from '../lowering/lowering.ts';

/**
 * A kind of op: how each device computes it. What the op is (its operands, shapes and formula) stands at its type, and
 * how it is recorded in the function beside it.
 */
export interface OpDefinition<O extends { readonly kind: string }> {
  readonly kind: O['kind'];
  /** Emits the kernel calls of one agent. Every opcode has a kernel on each device. */
  lower(op: O, agent: Lowering): void;
}
