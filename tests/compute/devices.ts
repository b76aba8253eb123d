import type { Device, DevicePopulation } from '#compute/device.ts';
import { buildKernels } from '#compute/wasm/build-kernels.mjs';
import { createWasmDevice } from '#compute/wasm/create-node.ts';

/** A device of so many threads, its kernels built first if need be. */
export async function openDevice(threads = 1): Promise<Device> {
  await buildKernels();
  return createWasmDevice({ threads });
}

/** Replaces the weights of some networks, moments and step counts becoming zero. */
export async function setWeights(
  population: DevicePopulation,
  slot: number,
  slabs: Readonly<Record<string, Float32Array>>,
): Promise<void> {
  const snapshot = await population.snapshot();
  const agents = snapshot.agents.map((networks, i) =>
    i === slot
      ? Object.fromEntries(
          Object.entries(networks).map(([name, network]) => [
            name,
            { ...network, weights: slabs[name] ?? network.weights },
          ]),
        )
      : networks,
  );
  population.restore({ ...snapshot, agents });
}
