import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgentSetup } from '#compute/device.ts';
import type { Key } from '#core/random.ts';
import type { Inheritance } from '#networks/inheritance.ts';
import type { Plan } from '#networks/plan.ts';
import { expectClose } from '../../compute/close.ts';
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

const KEY: Key = [3, 4];
const SMALL = plainPlan({ widths: [4, 9, 6, 2], layerNorm: 'affine' });
const WIDER = plainPlan({ widths: [4, 14, 6, 2], layerNorm: 'affine' });
const NARROWER = plainPlan({ widths: [4, 9, 3, 2], layerNorm: 'affine' });
const DEEPER = plainPlan({ widths: [4, 9, 6, 6, 2], layerNorm: 'affine' });
/** A slab of more than one workgroup's copy. */
const LARGE = plainPlan({ widths: [4, 80, 70, 2] });

/** Children: the parent that each comes of, and how, and its plan. */
const CHILDREN: readonly (readonly [parent: number, plan: Plan, online: Inheritance])[] = [
  [0, SMALL, { kind: 'copy' }],
  [0, WIDER, { kind: 'reshape', growth: 'random', key: KEY }],
  [0, WIDER, { kind: 'reshape', growth: 'preserving', key: KEY }],
  [0, NARROWER, { kind: 'reshape', growth: 'random', key: KEY }],
  [0, DEEPER, { kind: 'reshape', growth: 'preserving', key: KEY }],
  [0, SMALL, { kind: 'perturb', key: KEY, deviation: 0.1 }],
  [1, LARGE, { kind: 'copy' }],
  [1, LARGE, { kind: 'perturb', key: KEY, deviation: 0.1 }],
  [1, SMALL, { kind: 'initialise', key: KEY }],
  [1, SMALL, { kind: 'initialise', key: KEY, perturbed: { key: KEY, deviation: 0.1 } }],
];

test('children are made of their parents as on wasm, whatever has become of them', async () => {
  const { gpu, wasm } = openPopulations(devices, {
    networks: DQN_NETWORKS,
    programs: [dqnProgram(true, 4)],
    replay: { capacity: 100, fields: transitionFields(4) },
    agents: [SMALL, LARGE].map((plan, slot) => dqnAgent(plan, slot)),
  });
  const sync: Inheritance = { kind: 'sync', online: 'online' };
  const children = CHILDREN.map(
    ([parentSlot, plan, online], slot): AgentSetup => ({
      ...dqnAgent(plan, slot),
      parentSlot,
      inheritance: { online, target: slot % 2 === 0 ? sync : online },
    }),
  );
  for (const population of [gpu, wasm]) {
    population.remember(60, transitions(60, 4, 1));
    for (let step = 0; step < 3; step++) await population.run('learn', step);
    await population.evolve(children);
  }
  const [actual, expected] = [await gpu.snapshot(), await wasm.snapshot()];
  expect(actual.agents).toHaveLength(CHILDREN.length);
  expected.agents.forEach((networks, slot) => {
    for (const [name, network] of Object.entries(networks)) {
      const own = actual.agents[slot]?.[name];
      expect(own?.updates).toBe(network.updates);
      for (const role of ['weights', 'firstMoments', 'secondMoments'] as const)
        expectClose(own?.[role] ?? [], network[role], 1e-6);
    }
  });
  const online = (slot: number) => actual.agents[slot]?.['online'];
  expect(online(5)?.weights).not.toEqual(online(0)?.weights);
  expect(online(0)?.updates).toBe(3);
  gpu.dispose();
  wasm.dispose();
});

test('founders have the weights of wasm to the bit', async () => {
  const setup = {
    networks: DQN_NETWORKS,
    programs: [],
    replay: null,
    agents: [SMALL, LARGE].map((plan, slot) => dqnAgent(plan, slot)),
  };
  const { gpu, wasm } = openPopulations(devices, setup);
  expect(await gpu.snapshot()).toEqual(await wasm.snapshot());
  expect(await gpu.weights(1, 'target')).toEqual(await wasm.weights(1, 'target'));
  gpu.dispose();
  wasm.dispose();
});

test('a NaN of the parent stays one', async () => {
  const { gpu, wasm } = openPopulations(devices, {
    networks: DQN_NETWORKS,
    programs: [],
    replay: null,
    agents: [dqnAgent(SMALL)],
  });
  const children = CHILDREN.slice(0, 6).map(
    ([, plan, online]): AgentSetup => ({
      ...dqnAgent(plan),
      inheritance: { online, target: online },
    }),
  );
  const nans: boolean[][] = [];
  for (const population of [gpu, wasm]) {
    const snapshot = await population.snapshot();
    snapshot.agents[0]?.['online']?.weights.fill(Number.NaN, 0, 4);
    population.restore(snapshot);
    await population.evolve(children);
    const { agents } = await population.snapshot();
    nans.push(agents.flatMap(({ online }) => [...(online?.weights ?? [])].map(Number.isNaN)));
  }
  expect(nans[0]).toContain(true);
  expect(nans[0]).toEqual(nans[1]);
  gpu.dispose();
  wasm.dispose();
});
