import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { ACTIVATIONS } from '#core/genome.ts';
import { sizeOf } from '#core/shape.ts';
import { differentiate } from './autograd.ts';
import { expectClose } from './close.ts';
import { openDevice } from './devices.ts';
import { numbers, type PlainShape, plainPlan, randomSlab } from './plans.ts';
import { runNetwork } from './run-network.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

/** Forward and backward of one network on the device, and in tfjs; they must agree. */
async function compare(shape: PlainShape, rows: number): Promise<void> {
  const plan = plainPlan(shape);
  const slab = randomSlab(plan, 3);
  const input = numbers(rows * sizeOf(plan.inputs), 5, 2);
  const joined = plan.headInputs ? numbers(rows * plan.headInputs, 6, 2) : null;
  const gradient = numbers(rows * plan.outputs, 7);
  const expected = await differentiate(plan, slab, input, gradient, joined);
  const actual = await runNetwork(device, plan, slab, rows, input, gradient, joined);
  expectClose(actual.output, expected.output);
  expectClose(actual.alone, actual.output, 0);
  expectClose(actual.gradients, expected.gradients);
  expectClose(actual.inputGradient, expected.inputGradient);
  if (expected.joinedGradient && actual.joinedGradient)
    expectClose(actual.joinedGradient, expected.joinedGradient);
}

test.each(ACTIVATIONS)('forward and backward agree with autograd: %s', async (activation) => {
  await compare({ widths: [4, 10, 6, 2], activation }, 5);
  await compare(
    { widths: [3, 7, 2], activation, outputActivation: activation, layerNorm: 'affine' },
    9,
  );
});

test.each([
  { widths: [1, 1] },
  { widths: [4, 64, 64, 2] },
  { widths: [6, 33, 17, 3] },
  { widths: [2, 130, 7, 1] },
  { widths: [9, 5] },
  { widths: [8, 12, 20, 28] },
])('forward and backward agree with autograd for any shape: $widths', async ({ widths }) => {
  for (const rows of [1, 2, 3, 4, 6, 7, 37, 64]) await compare({ widths }, rows);
});

test.each(['affine', 'plain'] as const)('LayerNorm agrees with autograd: %s', async (layerNorm) => {
  for (const activation of ['relu', 'tanh', 'gelu'] as const)
    for (const widths of [
      [4, 64, 64, 2],
      [5, 33, 18, 3],
      [3, 8, 1, 2],
    ])
      await compare({ widths, layerNorm, activation }, 11);
});

test('a second input joins where the plan says', async () => {
  for (const before of [0, 1, 2])
    for (const width of [1, 4, 6])
      await compare({ widths: [5, 16, 9, 1], joined: { before, width }, activation: 'elu' }, 7);
});

test.each([1, 3, 4, 6])(
  '%i learned constants behind the outputs agree with autograd',
  async (constants) => {
    for (const widths of [
      [4, 9, 1],
      [5, 16, 4],
      [3, 8, 6],
    ])
      for (const rows of [1, 7]) await compare({ widths, constants }, rows);
  },
);

test('no row depends on how many rows are computed with it', async () => {
  const plan = plainPlan({ widths: [5, 37, 20, 3], layerNorm: 'affine', activation: 'gelu' });
  const slab = randomSlab(plan, 8);
  const input = numbers(23 * 5, 9);
  const all = await runNetwork(device, plan, slab, 23, input, numbers(23 * 3, 1), null);
  for (const rows of [1, 2, 5, 8]) {
    const some = await runNetwork(
      device,
      plan,
      slab,
      rows,
      input.subarray(0, rows * 5),
      numbers(rows * 3, 1),
      null,
    );
    expect(some.output).toEqual(all.output.subarray(0, rows * 3));
  }
});
