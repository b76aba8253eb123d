import { afterAll, beforeAll, expect, test } from 'vitest';
import { ppo } from '#algorithms/ppo.ts';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import type { Environment } from '#core/environment.ts';
import type { HyperparameterConfig, RunConfig } from '#core/run-config.ts';
import { box } from '#core/spaces.ts';
import { evaluate } from '#engine/evaluate.ts';
import { trainOnPolicy } from '#engine/train-on-policy.ts';
import { probe, probeState } from './probes.ts';
import { CATALOG } from './small-run.ts';

let device: Device;
beforeAll(async () => {
  device = await createWasmDevice({ threads: 1 });
});
afterAll(() => device.dispose());

function configWith(gamma: number): RunConfig {
  const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-ppo');
  if (!preset) throw new RangeError('there is no preset cartpole-ppo');
  const { config } = preset;
  const set = (name: string, value: number) => ({
    [name]: { ...(config.hyperparameters[name] as HyperparameterConfig), value },
  });
  return {
    ...config,
    populationSize: 2,
    training: { ...config.training, stepsPerGeneration: 5120 },
    hyperparameters: {
      ...config.hyperparameters,
      ...set('gamma', gamma),
      ...set('learnStep', 128),
      ...set('batchSize', 32),
      ...set('entropyCoefficient', 0.02),
    },
    mutation: { ...config.mutation, preTraining: false },
  };
}

/** Trains two agents for a generation; their fitness, and the critics' values of some observations. */
async function train(
  environment: Environment<never>,
  observations: readonly (readonly [number, number])[],
  gamma = 0.5,
) {
  const config = configWith(gamma);
  const state = probeState(environment, ppo, config, device);
  for await (const _ of trainOnPolicy(state));
  const values: number[][] = [];
  for (let slot = 0; slot < 2; slot++) {
    state.device.write('value', 'observations', slot, Float32Array.from(observations.flat()));
    await state.device.run('value', 0);
    const read = await state.device.read('value', 'values', slot);
    values.push([...read.subarray(0, observations.length)]);
  }
  const evaluation = evaluate(state);
  let result = await evaluation.next();
  while (!result.done) result = await evaluation.next();
  state.device.dispose();
  return { fitness: [...result.value.fitness], values };
}

function expectValues(
  values: readonly (readonly number[])[],
  expected: readonly number[],
  tolerance = 0.1,
): void {
  for (const own of values)
    for (const [i, value] of own.entries()) {
      const off = Math.abs(value - (expected[i] as number));
      expect(off, `${own}, not ${expected}`).toBeLessThan(tolerance);
    }
}

test('the critic learns what an observation is worth', async () => {
  const environment = probe({ observe: [-1, 1], reward: (x) => x });
  const { values } = await train(environment as never, [
    [-1, 0],
    [1, 0],
  ]);
  expectValues(values, [-1, 1]);
});

test('a reward two steps away is discounted once', async () => {
  const environment = probe({ length: 2, reward: (_x, _a, step) => step });
  const { values } = await train(environment as never, [
    [0, 0],
    [0, 1],
  ]);
  expectValues(values, [0.5, 1]);
});

test('what follows when time runs out counts', async () => {
  // Reward x for ever, cut every 4 steps: worth x / (1 − γ) wherever it is cut, whatever x the next episode has.
  const environment = probe({ observe: [-1, 1], length: Infinity, maxSteps: 4, reward: (x) => x });
  const observations = [-1, 1].flatMap((x) => [0, 1, 2, 3].map((step) => [x, step] as const));
  const { values } = await train(environment as never, observations);
  // no action follows the observation at which an episode is cut, so its value is a guess of the network's
  expectValues(values, [-2, -2, -2, -2, 2, 2, 2, 2], 0.3);
});

test('the policy learns the action that pays', async () => {
  const environment = probe({ reward: (_x, action) => (action === 1 ? 1 : -1) });
  const { fitness } = await train(environment as never, []);
  for (const own of fitness) expect(own).toBeCloseTo(1, 9);
});

test('the policy learns to do as it sees', async () => {
  const environment = probe({ observe: [0, 1], reward: (x, action) => (action === x ? 1 : -1) });
  const { fitness, values } = await train(environment as never, [
    [0, 0],
    [1, 0],
  ]);
  for (const own of fitness) expect(own).toBeCloseTo(1, 9);
  for (const own of values) for (const value of own) expect(value).toBeGreaterThan(0.7);
});

test('a Gaussian policy finds the number that pays, within what the environment takes', async () => {
  const environment = probe({
    observe: [-1, 1],
    actionSpace: box([1], -1, 1),
    reward: (x, action) => {
      expect(Math.abs(action)).toBeLessThanOrEqual(1);
      return -((action - 0.6 * x) ** 2);
    },
  });
  const { fitness } = await train(environment as never, []);
  for (const own of fitness) expect(own).toBeGreaterThan(-0.05);
});
