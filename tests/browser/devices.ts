import type { Device, DevicePopulation, PopulationSetup } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-browser.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { WebgpuDevice } from '#compute/webgpu/device.ts';

/** Both devices, to be compared. */
export interface Pair {
  readonly gpu: WebgpuDevice;
  readonly wasm: Device;
  dispose(): void;
}

export async function openBoth(): Promise<Pair> {
  const gpu = await openWebgpuDevice();
  const wasm = await createWasmDevice();
  return {
    gpu,
    wasm,
    dispose() {
      gpu.dispose();
      wasm.dispose();
    },
  };
}

/** The same population on both. */
export const openPopulations = (
  { gpu, wasm }: Pair,
  setup: PopulationSetup,
): { readonly [D in 'gpu' | 'wasm']: DevicePopulation } => ({
  gpu: gpu.open(setup),
  wasm: wasm.open(setup),
});
