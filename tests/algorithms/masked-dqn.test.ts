import { expect, test } from 'vitest';
import { contextIn } from '#algorithms/algorithm.ts';
import { dqn } from '#algorithms/dqn.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { RunConfig } from '#core/run-config.ts';
import { writeMask } from '#engine/masks.ts';
import { DQN_NETWORKS, dqnAgent } from '../compute/dqn-population.ts';
import { plainPlan } from '../compute/plans.ts';
import { referenceForward } from '../networks/reference-forward.ts';
import { maskedWorld } from './masked-world.ts';

const CHOICES = 3;
const world = maskedWorld(CHOICES);
const config = {
  training: { environmentsPerAgent: 1 },
  evaluation: { episodes: 1 },
  settings: { doubleQ: true },
} as unknown as RunConfig; // all that its programs ask of it

const maskOf = (...choices: number[]) => {
  const mask = new Float32Array(CHOICES);
  writeMask(choices, CHOICES, mask, 0);
  return mask;
};

async function open() {
  const device = await createWasmDevice({ threads: 1 });
  const context = contextIn(world, config);
  const plan = plainPlan({ widths: [2, 8, CHOICES] });
  const population = device.open({
    networks: DQN_NETWORKS,
    programs: dqn.programs(context),
    replay: { capacity: 1, fields: dqn.transition?.(context) ?? {} },
    agents: [
      dqnAgent(plan, 0, { learningRate: 0.01, gamma: 0.5, tau: 0.01, batchSize: 1, learnStep: 1 }),
    ],
  });
  const weights = await population.weights(0, 'online');
  const values = (observation: readonly number[]) => referenceForward(plan, weights, observation);
  return { device, population, values };
}

test('the greatest value among what can be chosen is acted on, not the greatest', async () => {
  const { device, population, values } = await open();
  const observation = [0.3, -0.8];
  const order = [0, 1, 2].sort(
    (a, b) => (values(observation)[b] as number) - (values(observation)[a] as number),
  );
  const chosen: number[] = [];
  for (const left of [order, order.slice(1), order.slice(2)]) {
    population.write('play', 'observations', 0, Float32Array.from(observation));
    population.write('play', 'mask', 0, maskOf(...left));
    await population.run('play', 0);
    chosen.push(((await population.read('play', 'actions', 0)) as Float32Array)[0] as number);
  }
  device.dispose();
  expect(chosen).toEqual(order);
});

test('what follows is worth the best that can be chosen then, and what is added to it', async () => {
  const { device, population, values } = await open();
  const [observation, next] = [
    [0.3, -0.8],
    [-0.5, 0.9],
  ] as const;
  const worst = values(next).indexOf(Math.min(...values(next)));
  population.remember(1, {
    observations: Float32Array.from(observation),
    actions: Float32Array.of(1),
    rewards: Float32Array.of(0.25),
    nextObservations: Float32Array.from(next),
    terminated: Float32Array.of(0),
    nextMask: maskOf(worst).map((added) => added + 0.125),
  });
  const target = 0.25 + 0.5 * ((values(next)[worst] as number) + 0.125); // online and target are still alike
  const error = (values(observation)[1] as number) - target;
  await population.run('learn', 0);
  const [loss] = await population.read('learn', 'loss', 0);
  device.dispose();
  expect(loss).toBeCloseTo(error ** 2, 5);
});
