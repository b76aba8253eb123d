import type { Lowering, Place } from '../lowering/lowering.ts';

/** Rows to take from. */
interface Rows {
  /** Address of the first row. */
  readonly address: number;
  /** Floats from one row to the next. */
  readonly stride: number;
}

/** Emits row i of a value ← row indices[i] of what it is taken from, for so many rows. */
export function gatherRows(
  agent: Lowering,
  { address, stride }: Rows,
  indices: number,
  count: number,
  to: Place,
): void {
  agent.emit('gather', address, to.width, stride, indices, count, to.address, to.stride);
}
