import type { Device } from '#compute/device.ts';
import { buildKernels } from '#compute/wasm/build-kernels.mjs';
import { createWasmDevice } from '#compute/wasm/create-node.ts';

/** A device of so many threads, its kernels built first if need be. */
export async function openDevice(threads = 1): Promise<Device> {
  await buildKernels();
  return createWasmDevice({ threads });
}
