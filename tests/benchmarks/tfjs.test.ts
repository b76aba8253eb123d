import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device, DevicePopulation } from '#compute/device.ts';
import { draws, PURPOSE, type Purpose, threefry2x32 } from '#core/random.ts';
import { type Slabs, slabOf } from '#tfjs/op-by-op/network.ts';
import { slabOf as plannedSlab } from '../compute/autograd.ts';
import { expectClose } from '../compute/close.ts';
import { openDevice } from '../compute/devices.ts';
import { type PlainShape, plainPlan } from '../compute/plans.ts';
import { minibatches, ourSteps, theirSteps } from './classifier.ts';
import {
  ACTOR,
  CRITIC,
  keyOf,
  openDqn,
  openPpo,
  openTd3,
  POLICY,
  type Size,
  TD3_SMOOTHING,
  tfjsDqn,
  tfjsPpo,
  tfjsTd3,
  VALUE,
} from './learners.ts';
import { openTfjs } from './tfjs/backend.ts';

/**
 * Contenders that are compared for speed compute the same: the device's update and that in tfjs, of two agents
 * stacked.
 */

const SIZE: Size = { agents: 2, batch: 16, rows: 60 };
const UPDATES = 3;

let device: Device;
beforeAll(async () => {
  device = await openDevice();
  await openTfjs('cpu');
});
afterAll(() => device.dispose());

/** The numbers that the first random op of a purpose draws for an agent at a step. */
function drawsOf(agent: number, purpose: Purpose, step: number) {
  const key = new Uint32Array(2);
  threefry2x32(...keyOf(agent), PURPOSE[purpose], step, key);
  return draws([key[0] as number, key[1] as number]);
}

/** The transitions that the device draws, agent by agent. */
const drawn = (step: number) =>
  Int32Array.from(
    Array.from({ length: SIZE.agents }, (_, agent) => {
      const replay = drawsOf(agent, 'replay', step);
      return Array.from({ length: SIZE.batch }, () => Math.floor(replay.uniform() * SIZE.rows));
    }).flat(),
  );

async function expectSame(
  population: DevicePopulation,
  network: string,
  shape: PlainShape,
  slabs: Slabs,
): Promise<void> {
  for (let agent = 0; agent < SIZE.agents; agent++)
    expectClose(await population.weights(agent, network), slabOf(plainPlan(shape), slabs, agent));
}

/** Expects that learning has moved a network by more than what counts as the same. */
async function expectMoved(population: DevicePopulation, network: string, before: Float32Array) {
  const moved = (await population.weights(0, network)).map((x, i) =>
    Math.abs(x - (before[i] as number)),
  );
  expect(Math.max(...moved)).toBeGreaterThan(1e-3);
}

test('DQN', async () => {
  const shape = { widths: [4, 12, 12, 2] };
  const population = openDqn(device, shape, SIZE);
  const rival = await tfjsDqn(population, shape, SIZE);
  const before = (await population.weights(0, 'online')).slice();
  for (let step = 0; step < UPDATES; step++) {
    await population.run('learn', step);
    rival.learn(drawn(step));
  }
  await expectMoved(population, 'online', before);
  await expectSame(population, 'online', shape, rival.online.slabs);
  await expectSame(population, 'target', shape, rival.target.slabs);
});

test('TD3', async () => {
  const population = openTd3(device, SIZE);
  const rival = await tfjsTd3(population, SIZE);
  const before = (await population.weights(0, 'actor')).slice();
  const { smoothingDeviation, smoothingClip } = TD3_SMOOTHING;
  const noise = (step: number) =>
    Array.from({ length: SIZE.agents }, (_, agent) => {
      const smoothing = drawsOf(agent, 'smooth', step);
      const one = () =>
        Math.max(-smoothingClip, Math.min(smoothingClip, smoothingDeviation * smoothing.normal()));
      return Array.from({ length: SIZE.batch }, () => [one(), one()]);
    });
  for (let step = 0; step < UPDATES; step++) {
    await population.run('learn', step);
    rival.learn(drawn(step), tf.tensor3d(noise(step)));
    await population.run('learnActor', step);
    rival.learnActor(drawn(step));
  }
  await expectMoved(population, 'actor', before);
  await expectSame(population, 'actor', ACTOR, rival.trained.actor.slabs);
  await expectSame(population, 'actorTarget', ACTOR, rival.targets.actor.slabs);
  for (const name of ['critic1', 'critic2'] as const) {
    await expectSame(population, name, CRITIC, rival.trained[name].slabs);
    await expectSame(population, `${name}Target`, CRITIC, rival.targets[name].slabs);
  }
});

test('PPO', async () => {
  // A minibatch is the whole rollout, so that its order does not matter.
  const size = { ...SIZE, batch: 32, rows: 32 };
  const population = openPpo(device, size);
  const rival = await tfjsPpo(population, size);
  const before = (await population.weights(0, 'actor')).slice();
  const all = Int32Array.from({ length: size.agents * size.rows }, (_, i) => i);
  for (let update = 0; update < UPDATES; update++) {
    for (let agent = 0; agent < size.agents; agent++)
      population.write('learn', 'update', agent, Float32Array.of(update));
    await population.run('learn', 0);
    rival.learn(all);
  }
  await expectMoved(population, 'actor', before);
  await expectSame(population, 'actor', POLICY, rival.actor.slabs);
  await expectSame(population, 'critic', VALUE, rival.critic.slabs);
});

test.each(['tfjs', 'hand'] as const)(
  'a step of an image classifier, gradients by %s',
  async (by) => {
    const sizes = { size: 12, classes: 3, channels: [8, 12], groups: 2, batch: 6 };
    const ours = ourSteps(device, sizes, 1);
    const theirs = await theirSteps(device, sizes, by);
    const next = minibatches(sizes, UPDATES);
    for (let step = 0; step < UPDATES; step++) {
      const given = next();
      await ours.step(given);
      theirs.step(given);
    }
    const expected = plannedSlab(ours.plan, theirs.rival.weights);
    expectClose(await ours.classifiers.weights(0, 'raw'), expected, 1e-3);
    theirs.rival.dispose();
    ours.classifiers.dispose();
  },
);
