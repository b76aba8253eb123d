import type { DevicePopulation } from '#compute/device.ts';

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
