/** Reading a record's operands. */

/** Start of the workspace of the thread that this instance runs on. */
export let workspace: usize = 0;

export function setWorkspace(address: usize): void {
  workspace = address;
}

/** Operand `i` as an integer. */
// @ts-ignore: decorator
@inline
export function word(record: usize, i: i32): i32 {
  return load<i32>(record + 8 + (i << 2));
}

/** Operand `i` as an address. */
// @ts-ignore: decorator
@inline
export function at(record: usize, i: i32): usize {
  const address = load<u32>(record + 8 + (i << 2));
  return address & 1 ? workspace + address - 1 : address;
}
