import type { Device, DevicePopulation } from '#compute/device.ts';
import type { Program } from '#compute/program.ts';
import type { Key } from '#core/random.ts';
import { plainPlan } from './plans.ts';

/** One agent with one small network 'net', for programs that are about values. */
export function populationOfOne(
  device: Device,
  program: Program,
  hyperparameters: Readonly<Record<string, number>> = {},
  key: Key = [0, 0],
): DevicePopulation {
  return device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: plainPlan({ widths: [3, 5, 2] }) },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters,
        key,
      },
    ],
  });
}
