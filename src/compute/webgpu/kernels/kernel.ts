/** Frame in which every kernel of the `webgpu` device is written. */
import { ACCESS, type Access, HALVES } from './access.ts';

/** Invocations in a workgroup. */
export const LANES = 64;
/** Most workgroups in a dimension of a dispatch that every adapter allows. */
export const MOST_GROUPS = 65535;
/** Bit that marks an address in the replay buffer, which is a buffer of its own. */
export const IN_REPLAY = 0x80000000;

/** Words before the operands of a call: slot, two words of the agent's key, address of its workspace. */
export const CALL_HEADER = 4;
/** Words of a job before the flags: step, transitions remembered. */
export const JOB_HEADER = 2;

/** One opcode of `abi.ts` on the GPU. Operands are those of the WASM kernel of that opcode. */
export interface Kernel {
  readonly wgsl: string;
  /** Operands of a call. */
  readonly operands: number;
  /** Workgroups that one agent's call is worth. */
  groups(operands: readonly number[]): number;
  /** Calls of it that follow each other do not depend on each other, so one dispatch does them all. */
  readonly together: boolean;
  /** Finishes what this one has done, of the same operands, in a dispatch of its own; absent: nothing is left to do. */
  readonly finish?: Kernel;
  /** The same for where some of these operands are matrices of 16-bit floats; absent: none may be. */
  readonly halves?: { readonly operands: readonly number[]; readonly kernel: Kernel };
}

/** Text of a kernel as its own file gives it. */
interface KernelText {
  readonly operands: number;
  readonly groups: (operands: readonly number[]) => number;
  readonly together?: boolean;
  readonly finish?: Kernel;
  /** Functions and workgroup memory. */
  readonly declarations?: string;
  /**
   * Statements of the entry point. In scope: `r`, the call; `group`, `groups` and `lane`. Control flow may depend on
   * operands around a barrier, since they are read-only memory and so uniform.
   */
  readonly body: string;
}

/** Text of a kernel that reads or writes matrices of 16-bit floats as well as of 32. */
interface SharedText extends Omit<KernelText, 'body'> {
  /** The operands that may be such matrices. Memory is reached by {@link Access} alone. */
  readonly halves: readonly number[];
  readonly body: (access: Access) => string;
}

/**
 * Memory is one buffer of f32. Addresses are bytes, as on `wasm`: of operand i, `at(r, i)` is the index of the float;
 * 0 means that there is none. Bit 0 set means "relative to the workspace", which is the agent's own here.
 */
const PRELUDE = /* wgsl */ `
@group(0) @binding(1) var<storage, read> replay: array<f32>;
@group(1) @binding(0) var<storage, read> job: array<u32>;
@group(1) @binding(1) var<storage, read> table: array<u32>;

fn word(r: u32, i: u32) -> u32 { return table[r + ${CALL_HEADER}u + i]; }
fn byteAt(r: u32, i: u32) -> u32 {
  let address = word(r, i);
  return address + select(0u, table[r + 3u] - 1u, (address & 1u) == 1u);
}
fn key(r: u32) -> vec2u { return vec2u(table[r + 1u], table[r + 2u]); }
`;

export function kernel(text: KernelText | SharedText): Kernel {
  if (!('halves' in text)) return written(text, ACCESS);
  const { halves: operands, body, finish, ...others } = text;
  const own = (access: Access, ends?: Kernel) =>
    written({ ...others, ...(ends && { finish: ends }), body: body(access) }, access);
  if (operands.length === 0) return own(ACCESS, finish);
  const halves = { operands, kernel: own(HALVES, finish?.halves?.kernel ?? finish) };
  return { ...own(ACCESS, finish), halves };
}

function written(
  { operands, groups, together = false, finish, declarations = '', body }: KernelText,
  access: Access,
): Kernel {
  const wgsl = `${PRELUDE}${access.declarations}${declarations}
@compute @workgroup_size(${LANES})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let r = group.y * ${CALL_HEADER + operands}u;
  if (job[${JOB_HEADER}u + table[r]] == 0u) { return; }
  ${body}
}
`;
  return { wgsl, operands, groups, together, ...(finish && { finish }) };
}

/** Workgroups for so many elements, of which an invocation takes several where there are many. */
export const groupsOf = (elements: number): number =>
  Math.max(1, Math.min(1024, Math.ceil(elements / LANES / 4)));

/** Every i in 0 … count − 1, shared out over the invocations of a call's workgroups. */
export const each = (count: string, body: string): string => /* wgsl */ `
  for (var i = group.x * ${LANES}u + lane; i < ${count}; i += groups.x * ${LANES}u) {${body}}`;

/**
 * Every i in 0 … count − 1, shared out over the invocations of a call's workgroups: number i from `to` on becomes `value`
 * of (r, i), a function. `count` is even.
 */
export const eachStored = (
  access: Access,
  count: string,
  to: string,
  value: string,
): string => /* wgsl */ `
  for (var i = (group.x * ${LANES}u + lane) * ${access.step}u; i < ${count}; i += groups.x * ${LANES * access.step}u) {
    ${access.store(`${to} + i`, (next) => `${value}(r, i${next})`)}
  }`;

/** Sums over the invocations of a workgroup, in a fixed order; for kernels of one workgroup per call. */
export const TOTAL = /* wgsl */ `
var<workgroup> partial: array<f32, ${LANES}>;
fn total(lane: u32, x: f32) -> f32 {
  partial[lane] = x;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half >>= 1u) {
    if (lane < half) { partial[lane] += partial[lane + half]; }
    workgroupBarrier();
  }
  let sum = partial[0];
  workgroupBarrier();
  return sum;
}
`;

/** Every row, shared out over the invocations of one workgroup. */
export const eachRow = (rows: string, body: string): string => /* wgsl */ `
  for (var row = lane; row < ${rows}; row += ${LANES}u) {${body}}`;
