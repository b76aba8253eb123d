import type { Device, DevicePopulation } from '#compute/device.ts';
import type { Program } from '#compute/program.ts';
import type { Plan } from '#networks/plan.ts';
import { setWeights } from '../compute/set-weights.ts';

/** Opens one agent with these networks and weights, an actor and a critic. */
export async function openPpoAgent(
  device: Device,
  programs: readonly Program[],
  plans: Readonly<Record<'actor' | 'critic', Plan>>,
  slabs: Readonly<Record<'actor' | 'critic', Float32Array>>,
  hyperparameters: Readonly<Record<string, number>>,
): Promise<DevicePopulation> {
  const population = device.open({
    networks: ['actor', 'critic'].map((name) => ({ name, targetOf: null, trained: true })),
    programs,
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans,
        inheritance: {
          actor: { kind: 'initialise', key: [1, 1] },
          critic: { kind: 'initialise', key: [1, 2] },
        },
        hyperparameters,
        key: [3, 77],
      },
    ],
  });
  await setWeights(population, 0, slabs);
  return population;
}
