import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Device } from '#compute/device.ts';
import { openClassifiers } from '#strategy/classifier/open-classifiers.ts';
import { expectClose } from '../../compute/close.ts';
import { imagesOf, smallSetup, stepOf } from '../../strategy/classifier/setup.ts';
import { openBoth, type Pair } from '../devices.ts';

let devices: Pair;
beforeAll(async () => {
  devices = await openBoth();
});
afterAll(() => devices.dispose());

const SETUP = smallSetup(4);
const WEIGHTS = ['raw', 'fast', 'slow'] as const;

/** Trains four rows for three steps; taken back to after the second, they make the third once more. */
async function train(device: Device, setup = SETUP) {
  const classifiers = openClassifiers(device, setup);
  const step = (number: number) =>
    classifiers.train(
      imagesOf(setup, number),
      Array.from({ length: setup.rows }, (_, row) => stepOf(setup, row, number)),
    );
  await step(0);
  await step(1);
  const snapshot = await classifiers.snapshot();
  await step(2);
  const before = await classifiers.weights(3, 'raw');
  classifiers.restore(snapshot);
  await step(2);
  const found = {
    before,
    measured: await classifiers.measured(),
    weights: await Promise.all(WEIGHTS.map((name) => classifiers.weights(3, name))),
    logits: await classifiers.logits(
      'fast',
      Uint32Array.from({ length: 20 }, (_, i) => i),
    ),
    changed: await classifiers.changed(2),
    lossScale: snapshot.population.states?.[3]?.['train.lossScale'],
    bytes: classifiers.bytes,
  };
  classifiers.dispose();
  return found;
}

test('classifiers come to the same on a GPU as on wasm, and go on from snapshots', async () => {
  const [gpu, wasm] = [await train(devices.gpu), await train(devices.wasm)];
  expectClose(gpu.before, gpu.weights[0] ?? [], 0);
  for (const [i, expected] of wasm.weights.entries())
    expectClose(gpu.weights[i] ?? [], expected, 1e-4);
  for (const [row, expected] of wasm.logits.entries())
    expectClose(gpu.logits[row] ?? [], expected, 1e-4);
  for (const [row, expected] of wasm.measured.entries())
    for (const [name, values] of Object.entries(expected)) {
      expect(values).toHaveLength(3);
      expectClose(gpu.measured[row]?.[name as keyof typeof expected] ?? [], values, 1e-3);
    }
  expectClose(gpu.changed.targets, wasm.changed.targets, 1e-6);
  const off = gpu.changed.pixels.map((level, i) =>
    Math.abs(level - (wasm.changed.pixels[i] as number)),
  );
  expect(Math.max(...off)).toBeLessThanOrEqual(1); // at a half a level is rounded either way
});

/** Distance between the two, as a share of the expected one's length. */
const off = (found: Float32Array, expected: Float32Array): number =>
  Math.hypot(...found.map((x, i) => x - (expected[i] as number))) / Math.hypot(...expected);

test('in mixed precision classifiers come close to those in 32 bits, in less memory, and go on from snapshots', async () => {
  const single = await train(devices.gpu);
  const mixed = await train(devices.gpu, { ...SETUP, precision: 'mixed' });
  expect(single.lossScale).toBeUndefined();
  expect([...(mixed.lossScale ?? [])]).toEqual([0, 2]);
  expectClose(mixed.before, mixed.weights[0] ?? [], 0);
  // ten images of 16 bits on the way to the loss, each number off by 2⁻¹⁰ of itself at most, and back as many gradients
  for (const [row, expected] of single.measured.entries()) {
    const found = mixed.measured[row] as typeof expected;
    expect(off(found.loss, expected.loss)).toBeLessThan(10 * 2 ** -10);
    expect(
      off(found.gradientNorm.subarray(0, 1), expected.gradientNorm.subarray(0, 1)),
    ).toBeLessThan(20 * 2 ** -10);
  }
  const [raw] = single.weights;
  expect(off(mixed.weights[0] as Float32Array, raw as Float32Array)).toBeGreaterThan(0);
  expect(off(mixed.weights[0] as Float32Array, raw as Float32Array)).toBeLessThan(0.01);
  const { rows, batch } = SETUP;
  const images = 2 * 12 * 12 * 8 + 6 * 6 * 8 + 2 * 6 * 6 * 12 + 3 * 3 * 12 + 2 * 12 * 12 * 8;
  expect((single.bytes - mixed.bytes) / (2 * rows * batch * images)).toBeCloseTo(1, 1);
});

test('an interval of eight rows is as many dispatches as one of a single row, in one submission, and nothing is read', async () => {
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
  const submit = vi.spyOn(GPUQueue.prototype, 'submit');
  const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
  const counts = [];
  for (const rows of [1, 8]) {
    const own = { ...smallSetup(rows), interval: 20 };
    const classifiers = openClassifiers(devices.gpu, own);
    await classifiers.weights(0, 'raw'); // whatever was to be submitted has been
    vi.clearAllMocks();
    for (let step = 0; step < own.interval; step++)
      await classifiers.train(
        imagesOf(own, step),
        Array.from({ length: rows }, (_, row) => stepOf(own, row, step)),
      );
    expect(map).not.toHaveBeenCalled();
    const [measured] = await classifiers.measured();
    expect(measured?.loss).toHaveLength(own.interval);
    counts.push({ dispatches: dispatch.mock.calls.length, submissions: submit.mock.calls.length });
    classifiers.dispose();
  }
  expect(counts[0]?.dispatches).toBeGreaterThan(30 * 20);
  expect(counts[0]?.submissions).toBe(1);
  expect(counts[1]).toEqual(counts[0]);
  vi.restoreAllMocks();
});
