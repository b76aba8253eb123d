import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetworkSnapshot, PopulationSnapshot } from '#compute/device.ts';
import { ACTIVATIONS } from '#core/genome.ts';
import {
  DQN_NETWORKS,
  dqnAgent,
  dqnProgram,
  transitionFields,
  transitions,
} from '../../compute/dqn-population.ts';
import { plainPlan } from '../../compute/plans.ts';
import { openBoth, openPopulations, type Pair } from '../devices.ts';

let devices: Pair;
beforeAll(async () => {
  devices = await openBoth();
});
afterAll(() => devices.dispose());

/** 32 agents, as evolution makes them: depths, widths, activations and batch sizes differ. */
const AGENTS = Array.from({ length: 32 }, (_, slot) => {
  const hidden = Array.from({ length: 1 + (slot % 3) }, (_, i) => 5 + ((slot * 7 + i * 13) % 12));
  const plan = plainPlan({
    widths: [4, ...hidden, 2],
    activation: ACTIVATIONS[slot % ACTIVATIONS.length] ?? 'relu',
    ...(slot % 4 === 1 && { layerNorm: 'affine' }),
    ...(slot % 4 === 3 && { layerNorm: 'plain' }),
  });
  const batchSize = 4 + ((slot * 5) % 7);
  return dqnAgent(plan, slot, { learningRate: 1e-3, gamma: 0.99, tau: 0.01, batchSize });
});

test('a hundred updates of a ragged population of 32 stay within 1e-3 of wasm', async () => {
  const { gpu, wasm } = openPopulations(devices, {
    networks: DQN_NETWORKS,
    programs: [dqnProgram(true, 4)],
    replay: { capacity: 500, fields: transitionFields(4) },
    agents: AGENTS,
  });
  for (const population of [gpu, wasm]) {
    population.remember(400, transitions(400, 4, 1));
    for (let step = 0; step < 100; step++) await population.run('learn', step);
  }
  const [actual, expected] = [await gpu.snapshot(), await wasm.snapshot()];
  expect(furthest(actual, expected)).toBeLessThan(1e-3);
  expect(actual.agents[31]?.['online']?.updates).toBe(100);
  gpu.dispose();
  wasm.dispose();
});

/** The greatest difference of any weight, in units of the greatest weight of its network. */
function furthest(actual: PopulationSnapshot, expected: PopulationSnapshot): number {
  const off = (a: NetworkSnapshot | undefined, b: NetworkSnapshot) => {
    const scale = Math.max(...b.weights.map(Math.abs));
    return (
      Math.max(...b.weights.map((w, i) => Math.abs((a?.weights[i] ?? Number.NaN) - w))) / scale
    );
  };
  return Math.max(
    ...expected.agents.flatMap((networks, slot) =>
      Object.entries(networks).map(([name, network]) => off(actual.agents[slot]?.[name], network)),
    ),
  );
}
