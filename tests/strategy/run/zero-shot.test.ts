import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { ImageSet } from '#core/strategy/image-set.ts';
import { createStrategyData } from '#engine/strategy/strategy-data.ts';
import type { Tests } from '#strategy/run/run-events.ts';
import type { StrategyRun } from '#strategy/run/strategy-run.ts';
import { openDevice } from '../../compute/devices.ts';
import { openStrategy, SMALL_STRATEGY } from '../../engine/strategy/small-strategy.ts';

let device: Device;
let run: StrategyRun;
let tests: Tests;
beforeAll(async () => {
  device = await openDevice();
  run = await openStrategy(device);
  for (;;) {
    const { value, done } = await run.events.next();
    if (!done) continue;
    tests = value;
    return;
  }
});
afterAll(() => {
  run.dispose();
  device.dispose();
});

/** The run's own images, their classes in another order, some under another name. */
function renamed(set: ImageSet, strange: readonly string[] = []): ImageSet {
  const order = set.classes.map((_, at) => set.classes.length - 1 - at);
  const labels = new Uint8Array(set.labels.length);
  for (let at = 0; at < labels.length; at += order.length)
    order.forEach((from, to) => {
      labels[at + to] = set.labels[at + from] as number;
    });
  const classes = order.map((from) => set.classes[from] as string);
  return {
    ...set,
    labels,
    classes: classes.map((name) => (strange.includes(name) ? `not a ${name}` : name)),
  };
}

test('on its own images, their classes in another order, a classifier does as in its test', async () => {
  const { shared, mAP } = await run.elsewhere(renamed(run.set));
  expect(shared).toBe(run.set.classes.length);
  expect(mAP).toEqual(tests.map(({ fast }) => fast.mAP));
});

test('classes of other names do not count', async () => {
  const { classes } = run.set;
  const precisions = tests[0]?.fast.averagePrecision ?? [];
  const kept = precisions.findIndex((each) => each !== null);
  const strange = classes.filter((_, at) => at !== kept);
  const { shared, mAP } = await run.elsewhere(renamed(run.set, strange));
  expect(shared).toBe(1);
  expect(mAP[0]).toBeCloseTo(precisions[kept] as number, 12);
  const none = await run.elsewhere(renamed(run.set, classes));
  expect(none).toEqual({ shared: 0, mAP: [null, null, null] });
});

test('what was tested elsewhere goes on as before, and images of another size are refused', async () => {
  const [one, other] = [await openStrategy(device), await openStrategy(device)];
  for (;;) {
    const [a, b] = [await one.events.next(), await other.events.next()];
    if (!a.done && a.value.kind === 'interval') await one.elsewhere(run.set);
    if (a.done && b.done) break;
  }
  expect(one.state.hash).toBe(other.state.hash);
  await expect(one.elsewhere({ ...run.set, size: 8 })).rejects.toThrow(
    'images of 8 px cannot be told by a classifier of 16 px',
  );
  one.dispose();
  other.dispose();
});

test('test images are the same without images to learn from', async () => {
  const data = createStrategyData(() => Promise.reject(new Error('shapes need no sprites')));
  const { data: own, seed } = SMALL_STRATEGY;
  if (own.kind === 'own') throw new Error('they are drawn');
  const images = { ...own.images, train: 1, validation: 1 };
  const alone = await data.allImages({ ...own, images }, seed);
  const found = await run.elsewhere(alone);
  expect(found.mAP).toEqual(tests.map(({ fast }) => fast.mAP));
});
