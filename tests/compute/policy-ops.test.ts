import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { draws, type Key, PURPOSE, threefry2x32 } from '#core/random.ts';
import { expectClose } from './close.ts';
import { openDevice } from './devices.ts';
import { numbers } from './plans.ts';
import { populationOfOne } from './population-of-one.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const KEY: Key = [0x01234567, 0x89abcdef];

/** The numbers that the first random op of purpose `explore` draws at a step. */
function drawsAt(step: number) {
  const key = new Uint32Array(2);
  threefry2x32(KEY[0], KEY[1], PURPOSE.explore, step, key);
  return draws([key[0] as number, key[1] as number]);
}

test('a categorical sample is where core/random.ts’s number falls, with its log probability', async () => {
  const [rows, width] = [200, 5];
  const program = defineProgram('act', (p) => {
    const { actions, logProbabilities } = p.sampleCategorical(p.input('logits', rows, width));
    p.output('actions', actions);
    p.output('logs', logProbabilities);
  });
  const population = populationOfOne(device, program, {}, KEY);
  const logits = numbers(rows * width, 3, 2);
  logits.set([-1e30, 0, -1e30, -1e30, -1e30, 800, -800, 0, 0, 0]);
  population.write('act', 'logits', 0, logits);
  for (const step of [0, 5]) {
    await population.run('act', step);
    const actions = (await population.read('act', 'actions', 0)).slice();
    const logs = await population.read('act', 'logs', 0);
    const source = drawsAt(step);
    const expected = Array.from({ length: rows }, (_, row) => {
      const own = [...logits.subarray(row * width, (row + 1) * width)];
      const greatest = Math.max(...own);
      const weights = own.map((logit) => Math.exp(logit - greatest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const drawn = source.uniform() * total;
      const upTo = (j: number) => weights.slice(0, j + 1).reduce((sum, weight) => sum + weight, 0);
      const action = weights.findIndex((_, j) => upTo(j) > drawn);
      return { action, log: Math.log((weights[action] as number) / total) };
    });
    expect([...actions]).toEqual(expected.map(({ action }) => action));
    expect([...actions.subarray(0, 2)]).toEqual([1, 0]);
    expectClose(
      logs,
      expected.map(({ log }) => log),
      1e-6,
    );
  }
  population.dispose();
});

test('Gaussian samples are core/random.ts’s normal numbers, their actions within [−1, 1]', async () => {
  const [rows, count] = [64, 3];
  const program = defineProgram('act', (p) => {
    const policy = p.input('policy', rows, 2 * count);
    const { actions, samples, logProbabilities } = p.sampleGaussian(policy, count);
    p.output('actions', actions);
    p.output('samples', samples);
    p.output('logs', logProbabilities);
    p.output('mode', p.gaussianMode(policy, count));
  });
  const population = populationOfOne(device, program, {}, KEY);
  const policy = numbers(rows * 2 * count, 4, 1.5);
  population.write('act', 'policy', 0, policy);
  await population.run('act', 9);
  const source = drawsAt(9);
  const expected = { samples: [] as number[], logs: [] as number[], mode: [] as number[] };
  for (let row = 0; row < rows; row++) {
    let log = 0;
    for (let j = 0; j < count; j++) {
      const mean = policy[row * 2 * count + j] as number;
      const deviation = Math.exp(policy[row * 2 * count + count + j] as number);
      const normal = source.normal();
      expected.samples.push(mean + deviation * normal);
      expected.mode.push(Math.min(1, Math.max(-1, mean)));
      log -= normal ** 2 / 2 + Math.log(deviation) + Math.log(2 * Math.PI) / 2;
    }
    expected.logs.push(log);
  }
  expectClose(await population.read('act', 'samples', 0), expected.samples, 1e-6);
  expectClose(await population.read('act', 'logs', 0), expected.logs, 1e-6);
  expectClose(await population.read('act', 'mode', 0), expected.mode, 1e-6);
  const bounded = expected.samples.map((x) => Math.min(1, Math.max(-1, x)));
  expect(bounded).not.toEqual(expected.samples);
  expectClose(await population.read('act', 'actions', 0), bounded, 1e-6);
  population.dispose();
});

/** Lists the rows that the minibatches of so many updates hold, of rows that may be fewer than there is room for. */
async function minibatches(
  rows: number,
  batchSize: number,
  updates: number,
  { room = rows, step = 3 } = {},
) {
  const program = defineProgram('learn', (p) => {
    const numbered = p.input('rows', { hyperparameter: 'learnStep', multipleOf: 4 }, 1);
    const pairs = p.input('pairs', { hyperparameter: 'learnStep', multipleOf: 4 }, 2);
    const update = p.input('update', 1, 1);
    const filled = p.input('filled', 1, 1);
    const size = { hyperparameter: 'batchSize' };
    const batch = p.shuffledRows({ numbered, pairs }, size, update, filled);
    p.output('batch', batch.numbered);
    p.output('pair', batch.pairs);
  });
  const population = populationOfOne(device, program, { learnStep: room - 1, batchSize }, KEY);
  population.write(
    'learn',
    'rows',
    0,
    Float32Array.from({ length: room }, (_, i) => i),
  );
  population.write(
    'learn',
    'pairs',
    0,
    Float32Array.from({ length: 2 * room }, (_, i) => i),
  );
  population.write('learn', 'filled', 0, Float32Array.of(rows));
  const batches: number[][] = [];
  for (let update = 0; update < updates; update++) {
    population.write('learn', 'update', 0, Float32Array.of(update));
    await population.run('learn', step);
    const batch = [...(await population.read('learn', 'batch', 0))];
    const pairs = [...(await population.read('learn', 'pair', 0))];
    expect(pairs).toEqual(batch.flatMap((row) => [2 * row, 2 * row + 1]));
    batches.push(batch);
  }
  population.dispose();
  return batches;
}

test.each([
  [4, 1, 4],
  [4, 4, 4],
  [8, 3, 8],
  [64, 16, 64],
  [100, 32, 100],
  [1024, 128, 1024],
  [1, 1, 8],
  [7, 3, 8],
  [5, 8, 8],
  [67, 16, 128],
  [680, 128, 768],
])(
  'an epoch goes through all of %i rows once, %i at a time, the last minibatch filled up, where there is room for %i',
  async (rows, size, room) => {
    const perEpoch = Math.ceil(rows / size);
    const batches = await minibatches(rows, size, 2 * perEpoch, { room });
    const [first, second] = [batches.slice(0, perEpoch).flat(), batches.slice(perEpoch).flat()];
    for (const epoch of [first, second]) {
      expect(new Set(epoch.slice(0, rows)).size).toBe(rows);
      expect(epoch.slice(rows)).toEqual(epoch.slice(0, perEpoch * size - rows));
    }
    if (rows >= 64) expect(second).not.toEqual(first);
  },
);

test('every row is as likely at every place', async () => {
  const [rows, epochs] = [16, 400];
  const counts = Array.from({ length: rows }, () => new Float64Array(rows));
  for (const [i, batch] of (await minibatches(rows, rows, epochs)).entries()) {
    expect(batch, `epoch ${i}`).toHaveLength(rows);
    for (const [place, row] of batch.entries())
      (counts[place] as Float64Array)[row] = ((counts[place] as Float64Array)[row] as number) + 1;
  }
  const mean = epochs / rows;
  const statistic = counts
    .flatMap((line) => [...line])
    .reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
  expect(statistic).toBeLessThan(225 + 4 * Math.sqrt(2 * 225)); // χ² of 15 × 15 degrees of freedom
});

test('another step draws another order', async () => {
  expect(await minibatches(64, 64, 1, { step: 4 })).not.toEqual(await minibatches(64, 64, 1));
});

test.each([0.05, 1, 1000])('a gradient is shortened to %f, or left as it is', async (maximum) => {
  const write = (clips: boolean) =>
    defineProgram('learn', (p) => {
      const y = p.forward('net', p.input('x', 6, 3));
      p.backward(y, p.input('dy', 6, 2));
      if (clips) p.clipGradientNorm('net', maximum);
      p.adam('net', 0);
    });
  const gradient = async (clips: boolean) => {
    const population = populationOfOne(device, write(clips));
    population.write('learn', 'x', 0, numbers(18, 5));
    population.write('learn', 'dy', 0, numbers(12, 6));
    await population.run('learn', 0);
    const { agents } = await population.snapshot();
    population.dispose();
    const moments = agents[0]?.['net']?.firstMoments ?? new Float32Array(0);
    return moments.map((moment) => moment * 10); // of one update of Adam
  };
  const free = await gradient(false);
  const norm = Math.hypot(...free);
  const factor = Math.min(1, maximum / (norm + 1e-6));
  expect(norm).toBeGreaterThan(1);
  expectClose(
    await gradient(true),
    free.map((g) => g * factor),
    1e-6,
  );
});
