import { afterAll, beforeAll, expect, test } from 'vitest';
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

const setup = smallSetup(4);
const WEIGHTS = ['raw', 'fast', 'slow'] as const;

/** What four rows come to in three steps; taken back to after the second, they make the third once more. */
async function train(device: Device) {
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
