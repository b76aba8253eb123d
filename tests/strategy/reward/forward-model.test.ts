import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { draws } from '#core/random.ts';
import { openForwardModel, type Transition } from '#strategy/reward/forward-model.ts';
import { openDevice } from '../../compute/devices.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const SETUP = { seed: 4, rows: 8, width: 3, foretold: 2, flags: 2 };

/** The first two numbers change as the choice says; the third is of no account. */
function transition(at: number, rule = 1): Transition {
  const reader = draws([at, 5]);
  const state = Float32Array.from({ length: 3 }, () => reader.between(-1, 1));
  const choice = reader.integer(2);
  const [first = 0, second = 0] = state;
  return {
    state,
    flags: Float32Array.of(1 - choice, choice),
    next: Float32Array.of(first + rule * (choice - 0.5), -second * rule, reader.normal()),
  };
}

const batch = (from: number, rule = 1) =>
  Array.from({ length: 8 }, (_, i) => transition(from * 8 + i, rule));
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

test('what it has seen often surprises it less, a world that has changed more', async () => {
  const model = openForwardModel(device, SETUP);
  const first = mean(await model.surprises(batch(0), true));
  for (let at = 1; at < 150; at++) await model.surprises(batch(at), true);
  const later = mean(await model.surprises(batch(150), true));
  const changed = mean(await model.surprises(batch(151, -1), true));
  expect(first).toBeGreaterThan(0.3);
  expect(later).toBeLessThan(0.1);
  expect(changed).toBeGreaterThan(0.9);
  model.dispose();
});

test('it does not learn unless told to', async () => {
  const model = openForwardModel(device, SETUP);
  await model.surprises(batch(0), true);
  const before = await model.snapshot();
  const first = await model.surprises(batch(1), false);
  expect(await model.surprises(batch(1), false)).toEqual(first);
  expect(await model.snapshot()).toEqual(before);
  model.dispose();
});

test('it goes on from a snapshot as if it had not stopped', async () => {
  const [first, second] = [openForwardModel(device, SETUP), openForwardModel(device, SETUP)];
  for (let at = 0; at < 5; at++) await first.surprises(batch(at), true);
  second.restore(structuredClone(await first.snapshot()));
  expect(await second.surprises(batch(5), true)).toEqual(await first.surprises(batch(5), true));
  expect(await second.surprises(batch(6), true)).toEqual(await first.surprises(batch(6), true));
  first.dispose();
  second.dispose();
});

test('more transitions than rows are refused, and none are no surprise', async () => {
  const model = openForwardModel(device, SETUP);
  await expect(model.surprises([...batch(0), transition(99)], true)).rejects.toThrow(
    '9 transitions',
  );
  expect(await model.surprises([], true)).toEqual([]);
  model.dispose();
});
