import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { Value } from '#compute/value.ts';
import { type Draws, draws, type Key, PURPOSE, type Purpose, threefry2x32 } from '#core/random.ts';
import { openDevice } from './devices.ts';
import { numbers, plainPlan } from './plans.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const KEY: Key = [0xdeadbeef, 0x12345678];
const STEP = 5;

/** Runs a program of one agent once. `write` names what it gives. */
async function compute(
  write: (p: Builder) => Readonly<Record<string, Value>>,
  inputs: Readonly<Record<string, Float32Array>> = {},
): Promise<Record<string, Float32Array>> {
  const names: string[] = [];
  const program = defineProgram('op', (p) => {
    for (const [name, value] of Object.entries(write(p))) {
      p.output(name, value);
      names.push(name);
    }
  });
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: false }],
    programs: [program],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: plainPlan({ widths: [3, 3] }) },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: { gamma: 0.9, rows: 7 },
        key: KEY,
      },
    ],
  });
  for (const [name, data] of Object.entries(inputs)) population.write('op', name, 0, data);
  await population.run('op', STEP);
  const results: Record<string, Float32Array> = {};
  for (const name of names) results[name] = (await population.read('op', name, 0)).slice();
  population.dispose();
  return results;
}

test.each([1, 3, 4, 6])('minimum and sums, %i wide', async (width) => {
  const rows = 7;
  const a = numbers(rows * width, 1, 1.5);
  const b = numbers(rows * width, 2, 1.5);
  const results = await compute(
    (p) => {
      const first = p.input('a', rows, width);
      const second = p.input('b', rows, width);
      return {
        least: p.minimum(first, second),
        clamped: p.clampedSum(first, second),
        sum: p.sum(first, second),
      };
    },
    { a, b },
  );
  expect(results['least']).toEqual(a.map((x, i) => Math.min(x, b[i] as number)));
  expect(results['sum']).toEqual(a.map((x, i) => x + (b[i] as number)));
  expect(results['clamped']).toEqual(
    a.map((x, i) => Math.max(-1, Math.min(1, Math.fround(x + (b[i] as number))))),
  );
});

test('a target is the reward and what follows, unless nothing does', async () => {
  const next = numbers(6, 3, 20);
  const rewards = numbers(6, 4);
  const terminated = Float32Array.of(0, 1, 0, 0, 1, 0);
  const { y } = await compute(
    (p) => ({
      y: p.tdTarget({
        next: p.input('next', 6, 1),
        rewards: p.input('rewards', 6, 1),
        terminated: p.input('terminated', 6, 1),
        gamma: { hyperparameter: 'gamma' },
      }),
    }),
    { next, rewards, terminated },
  );
  y?.forEach((value, i) => {
    const follows = terminated[i] ? 0 : 0.9 * (next[i] as number);
    expect(value).toBeCloseTo((rewards[i] as number) + follows, 5);
  });
});

test.each([1, 5])('squared error and its gradient, %i wide', async (width) => {
  const count = 6 * width;
  const prediction = numbers(count, 5, 3);
  const target = numbers(count, 6, 3);
  const { gradient, loss } = await compute(
    (p) => p.squaredError(p.input('prediction', 6, width), p.input('target', 6, width)) as never,
    { prediction, target },
  );
  const lossOf = (given: ArrayLike<number>) =>
    Array.from(given).reduce((sum, x, i) => sum + (x - (target[i] as number)) ** 2, 0) / count;
  expect(loss?.[0]).toBeCloseTo(lossOf(prediction), 5);
  const step = 1e-4;
  prediction.forEach((_, i) => {
    const moved = (by: number) =>
      lossOf(Float64Array.from(prediction, (x, j) => (i === j ? x + by : x)));
    expect(gradient?.[i]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 5);
  });
});

test('climbing a value descends its negative mean', async () => {
  const value = numbers(7, 8, 3);
  const { gradient, loss } = await compute((p) => p.negativeMean(p.input('value', 7, 1)) as never, {
    value,
  });
  expect(loss?.[0]).toBeCloseTo(-value.reduce((sum, x) => sum + x, 0) / 7, 6);
  expect(gradient).toEqual(new Float32Array(7).fill(-1 / 7));
});

/** The numbers that the first random op of a purpose draws. */
function drawsOf(purpose: Purpose): Draws {
  const key = new Uint32Array(2);
  threefry2x32(KEY[0], KEY[1], PURPOSE[purpose], STEP, key);
  return draws([key[0] as number, key[1] as number]);
}

test('Gaussian noise is what core/random.ts draws, clipped', async () => {
  const { free, clipped } = await compute((p) => ({
    free: p.gaussianNoise({ hyperparameter: 'rows' }, 3, { purpose: 'explore', deviation: 0.3 }),
    clipped: p.gaussianNoise(300, 2, { purpose: 'smooth', deviation: 0.2, clip: 0.25 }),
  }));
  const source = drawsOf('explore');
  free?.forEach((x) => {
    expect(x).toBeCloseTo(0.3 * source.normal(), 6);
  });
  const other = drawsOf('smooth');
  const expected = Array.from({ length: 600 }, () => 0.2 * other.normal());
  clipped?.forEach((x, i) => {
    expect(x).toBeCloseTo(Math.max(-0.25, Math.min(0.25, expected[i] as number)), 6);
  });
  expect(clipped?.filter((x) => Math.abs(x) === 0.25).length).toBeGreaterThan(50);
});

test('a hundred thousand normal numbers are those of core/random.ts to 1e-6, and normal', async () => {
  const { noise } = await compute((p) => ({
    noise: p.gaussianNoise(25_000, 4, { purpose: 'explore', deviation: 1 }),
  }));
  const source = drawsOf('explore');
  let [off, sum, squares] = [0, 0, 0];
  for (const x of noise as Float32Array) {
    off = Math.max(off, Math.abs(x - source.normal()));
    sum += x;
    squares += x * x;
  }
  expect(off).toBeLessThan(1e-6);
  expect(Math.abs(sum / 1e5)).toBeLessThan(4 / Math.sqrt(1e5));
  expect(Math.abs(squares / 1e5 - 1)).toBeLessThan(4 * Math.sqrt(2 / 1e5));
});

test('Ornstein-Uhlenbeck noise goes on from what it was', async () => {
  const before = numbers(10, 9, 2);
  const { after } = await compute(
    (p) => ({
      after: p.ornsteinUhlenbeck(p.input('before', 5, 2), {
        theta: 0.15,
        deviation: 0.4,
        timeStep: 0.04,
      }),
    }),
    { before },
  );
  const source = drawsOf('explore');
  before.forEach((x, i) => {
    expect(after?.[i]).toBeCloseTo(x - 0.15 * 0.04 * x + 0.4 * 0.2 * source.normal(), 6);
  });
});

test('values that do not fit are named', () => {
  const failing = (write: (p: Builder) => Value) => compute((p) => ({ result: write(p) }));
  return Promise.all([
    expect(failing((p) => p.minimum(p.input('a', 3, 2), p.input('b', 3, 1)))).rejects.toThrow(
      /b is 3 × 1, but the second of a pair must be 3 × 2/,
    ),
    expect(failing((p) => p.negativeMean(p.input('value', 3, 2)).gradient)).rejects.toThrow(
      /value has width 2, but a value to climb 1/,
    ),
  ]);
});
