import { KERNELS_BY_FILE } from './kernel-list.mjs';

export type KernelName = (typeof KERNELS_BY_FILE)[keyof typeof KERNELS_BY_FILE][number];

/** The kernel of opcode i + 1 at place i. */
export const KERNEL_NAMES: readonly KernelName[] = Object.values(KERNELS_BY_FILE).flat();

const OPCODES: ReadonlyMap<KernelName, number> = new Map(
  KERNEL_NAMES.map((name, i) => [name, i + 1]),
);

export const opcodeOf = (name: KernelName): number => OPCODES.get(name) as number; // every name is listed
