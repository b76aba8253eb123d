import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { Plan } from '#networks/plan.ts';
import { openDevice } from './devices.ts';
import {
  DQN_NETWORKS,
  dqnAgent,
  dqnProgram,
  HYPERPARAMETERS,
  transitionFields,
  transitions,
} from './dqn-population.ts';
import { plainPlan } from './plans.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const BEFORE = plainPlan({ widths: [4, 16, 12, 2] });

/** Root of the mean square of steps in units of the learning rate, by update, of the weights that are new in `plan`. */
async function stepsAfter(plan: Plan, updates: number): Promise<number[]> {
  const population = device.open({
    networks: DQN_NETWORKS,
    programs: [dqnProgram(true, 4)],
    replay: { capacity: 200, fields: transitionFields(4) },
    agents: [{ ...dqnAgent(BEFORE), hyperparameters: { ...HYPERPARAMETERS, learningRate: 1e-3 } }],
  });
  population.remember(200, transitions(200, 4, 1));
  let step = 0;
  for (; step < 400; step++) await population.run('learn', step);
  await population.evolve([
    {
      ...dqnAgent(plan),
      hyperparameters: { ...HYPERPARAMETERS, learningRate: 1e-3 },
      inheritance: {
        online: { kind: 'reshape', growth: 'random', key: [3, 4] },
        target: { kind: 'sync', online: 'online' },
      },
    },
  ]);
  const fresh = newPlaces(plan);
  const steps: number[] = [];
  let before = (await population.weights(0, 'online')).slice();
  for (let update = 0; update < updates; update++, step++) {
    await population.run('learn', step);
    const after = (await population.weights(0, 'online')).slice();
    const squares = fresh.map((place) => ((after[place] ?? 0) - (before[place] ?? 0)) ** 2);
    steps.push(Math.sqrt(squares.reduce((sum, each) => sum + each, 0) / fresh.length) / 1e-3);
    before = after;
  }
  population.dispose();
  return steps;
}

function newPlaces(plan: Plan): number[] {
  const places: number[] = [];
  for (const { name, rows, columns, stride, offset } of plan.tensors) {
    const old = BEFORE.tensors.find((tensor) => tensor.name === name);
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        if (row >= (old?.rows ?? 0) || column >= (old?.columns ?? 0))
          places.push(offset + row * stride + column);
  }
  return places;
}

test.each([
  ['wider', plainPlan({ widths: [4, 24, 12, 2] })],
  ['deeper', plainPlan({ widths: [4, 16, 12, 12, 2] })],
])('new weights of a %s network move no faster than the learning rate', async (_, plan) => {
  const steps = await stepsAfter(plan, 100);
  // Old weights step by about 0.15; new ones whose second moments began at zero by up to 1.8.
  expect(Math.max(...steps)).toBeLessThan(0.5);
});
