import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import { openDevice } from './devices.ts';
import { numbers, plainPlan } from './plans.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const PLAN = plainPlan({ widths: [3, 5, 2] });
/** Momentum, so that an update without a gradient would move weights, too. */
const UPDATE = Float32Array.from(UPDATE_NUMBERS, (name) => {
  const used = { learningRate: 0.1, meanDecay: 0.9, meanGain: 1, plainMean: 1, epsilon: 1 };
  return used[name as keyof typeof used] ?? 0;
});

function open(isScaled: boolean) {
  const program = defineProgram('train', (p) => {
    const y = p.forward('net', p.input('x', 4, 3));
    const dy = p.input('dy', 4, 2);
    const update = p.input('update', 1, UPDATE_NUMBERS.length);
    const scaling = p.state('scaling', 1, 2);
    p.backward(y, isScaled ? p.scaledGradient(dy, scaling) : dy);
    const counts = isScaled ? p.unscaleGradient('net', scaling) : null;
    p.output('change', p.updateWeights('net', update, counts).changeNorm);
    if (counts) p.output('counts', counts);
  });
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: PLAN },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: {},
        key: [0, 0],
      },
    ],
  });
  population.write('train', 'x', 0, numbers(12, 3));
  population.write('train', 'dy', 0, numbers(8, 4));
  population.write('train', 'update', 0, UPDATE);
  const read = (name: string) => [...(population.read('train', name, 0) as Float32Array)];
  return { population, read };
}

test('a loss that is scaled trains to the same bits', async () => {
  const [scaled, plain] = [open(true), open(false)];
  for (let run = 0; run < 3; run++)
    for (const { population } of [scaled, plain]) await population.run('train', run);
  expect(scaled.read('scaling')).toEqual([0, 3]);
  expect(scaled.population.weights(0, 'net')).toEqual(plain.population.weights(0, 'net'));
  expect(scaled.read('change')).toEqual(plain.read('change'));
  for (const { population } of [scaled, plain]) population.dispose();
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'an update with %s in its gradient is left out, down to a scale of 1',
  async (wrong) => {
    const { population, read } = open(true);
    await population.run('train', 0);
    const before = (population.snapshot() as { agents: unknown }).agents;
    population.write('train', 'dy', 0, numbers(8, 4).with(3, wrong));
    for (let run = 1; run <= 18; run++) {
      await population.run('train', run);
      expect(read('counts')).toEqual([0]);
      expect(read('change')).toEqual([0]);
      expect(read('scaling')).toEqual([Math.max(-run, -16), 0]);
    }
    expect((population.snapshot() as { agents: unknown }).agents).toEqual(before);
    population.write('train', 'dy', 0, numbers(8, 4));
    await population.run('train', 19);
    expect(read('counts')).toEqual([1]);
    population.dispose();
  },
);

test('after 2000 updates that count the scale is doubled, up to 2²⁴', async () => {
  const { population, read } = open(true);
  population.write('train', 'update', 0, UPDATE.with(0, 0)); // weights stay as they are
  for (let run = 0; run < 9 * 2000; run++) {
    await population.run('train', run);
    if (run === 1998) expect(read('scaling')).toEqual([0, 1999]);
    if (run === 1999) expect(read('scaling')).toEqual([1, 0]);
  }
  expect(read('scaling')).toEqual([8, 0]);
  population.dispose();
});

test('a scale is kept in a state, of a network that is trained', () => {
  expect(() =>
    defineProgram('train', (p) => p.unscaleGradient('net', p.input('scaling', 1, 2))),
  ).toThrow('is no state, so a scale cannot be kept in it');
});
