import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { ClassifierSetup, Classifiers } from '#strategy/classifier/classifiers.ts';
import { openClassifiers } from '#strategy/classifier/open-classifiers.ts';
import { changeImage } from '#strategy/recipes/change-image.ts';
import type { ImageChange } from '#strategy/recipes/image-change.ts';
import { multilabelLoss } from '#strategy/recipes/loss-family.ts';
import { mixTargets, ownShare } from '#strategy/recipes/mixed-targets.ts';
import { expectClose } from '../../compute/close.ts';
import { openDevice } from '../../compute/devices.ts';
import { imagesOf, smallSetup, stepOf } from './setup.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const ROWS = 8;

/** Trains rows of the setup, `first` and on, from one step up to another. */
async function train(
  classifiers: Classifiers,
  setup: ClassifierSetup,
  from: number,
  to: number,
  first = 0,
): Promise<void> {
  for (let step = from; step < to; step++)
    await classifiers.train(
      imagesOf(setup, step),
      Array.from({ length: setup.rows }, (_, row) => stepOf(setup, first + row, step)),
    );
}

/** All that a row has come to. */
async function stateOf(classifiers: Classifiers, row: number) {
  const measured = (await classifiers.measured())[row];
  const weights = [];
  for (const name of ['raw', 'fast', 'slow'] as const)
    weights.push(await classifiers.weights(row, name));
  return { measured, weights };
}

describe('a row', () => {
  test('alone and among eight comes to the same bits', async () => {
    const all = openClassifiers(device, smallSetup(ROWS));
    await train(all, smallSetup(ROWS), 0, 4);
    const measured = await all.measured();
    for (const row of [0, 3, 7]) {
      const alone = openClassifiers(device, smallSetup(1));
      await train(alone, smallSetup(1), 0, 4, row);
      const { measured: own, weights } = await stateOf(alone, 0);
      expect(own).toEqual(measured[row]);
      for (const [i, name] of (['raw', 'fast', 'slow'] as const).entries())
        expect(weights[i]).toEqual(await all.weights(row, name));
      alone.dispose();
    }
    all.dispose();
  });

  test('comes to the same bits with one thread and with two', async () => {
    const two = await openDevice(2);
    const setup = smallSetup(4);
    const states = [];
    for (const each of [device, two]) {
      const classifiers = openClassifiers(each, setup);
      await train(classifiers, setup, 0, 4);
      const logits = await classifiers.logits('fast', Uint32Array.of(3, 1, 2));
      states.push({ logits, last: await stateOf(classifiers, 3) });
      classifiers.dispose();
    }
    expect(states[0]).toEqual(states[1]);
    two.dispose();
  });

  test('goes on from a snapshot with the same bits, in the middle of an interval too', async () => {
    const setup = smallSetup(3);
    const through = openClassifiers(device, setup);
    await train(through, setup, 0, 2);
    const snapshot = await through.snapshot();
    await train(through, setup, 2, 4);
    const again = openClassifiers(device, setup);
    again.restore(structuredClone(snapshot));
    await train(again, setup, 2, 4);
    expect(await stateOf(again, 2)).toEqual(await stateOf(through, 2));
    through.dispose();
    again.dispose();
  });

  test('begins as every other row, with the seed’s weights and rare labels', async () => {
    const setup = smallSetup(2);
    const classifiers = openClassifiers(device, setup);
    const weights = await classifiers.weights(0, 'raw');
    expect(await classifiers.weights(1, 'slow')).toEqual(weights);
    const other = openClassifiers(device, { ...setup, seed: 6 });
    expect(await other.weights(0, 'raw')).not.toEqual(weights);
    const [logits] = await classifiers.logits(
      'raw',
      Uint32Array.from({ length: 24 }, (_, i) => i),
    );
    const mean = (logits as Float32Array).reduce((sum, z) => sum + z, 0) / 72;
    expect(mean).toBeGreaterThan(-4);
    expect(mean).toBeLessThan(0);
    classifiers.dispose();
    other.dispose();
  });

  test('learns', async () => {
    const setup = { ...smallSetup(1, 12), interval: 60 };
    const classifiers = openClassifiers(device, setup);
    await train(classifiers, setup, 0, 60, 10);
    const [measured] = await classifiers.measured();
    const { crossEntropy = [] } = measured ?? {};
    expect(crossEntropy[59]).toBeLessThan(0.6 * (crossEntropy[0] as number));
    classifiers.dispose();
  });
});

test('images of a step are changed and mixed as the plain reference has it', async () => {
  const setup = smallSetup(ROWS);
  const classifiers = openClassifiers(device, setup);
  await train(classifiers, setup, 0, 1);
  const indices = imagesOf(setup, 0);
  const each = setup.size * setup.size * 3;
  const batch = new Float64Array(setup.batch * each);
  for (const [i, index] of indices.entries())
    for (let j = 0; j < each; j++)
      batch[i * each + j] = (setup.images.pixels[index * each + j] as number) / 255;
  for (let row = 0; row < ROWS; row++) {
    const { changes, mixing } = stepOf(setup, row, 0);
    const changed = await classifiers.changed(row);
    for (const [i, change] of changes.entries()) {
      const expected = changeImage(batch, setup.size, changes, i);
      const off = expected.map((level, j) =>
        Math.abs(255 * level - (changed.pixels[i * each + j] as number)),
      );
      expect(Math.max(...off)).toBeLessThan(0.501);
      const labels = (position: number) =>
        setup.images.labels.subarray(
          (indices[position] as number) * setup.classes,
          ((indices[position] as number) + 1) * setup.classes,
        );
      expectClose(
        changed.targets.subarray(i * setup.classes, (i + 1) * setup.classes),
        mixTargets(labels(i), labels(change.partner), ownShare(change, setup.size), mixing),
        1e-6,
      );
    }
  }
  classifiers.dispose();
});

test('a step’s loss is the blend of both losses of the plain reference', async () => {
  const setup = smallSetup(ROWS);
  const classifiers = openClassifiers(device, setup);
  const images = imagesOf(setup, 2);
  const steps = Array.from({ length: ROWS }, (_, row) => {
    const step = stepOf(setup, row, 2);
    const { changes } = stepOf(setup, ROWS - 1, 2); // no change at all
    return { ...step, changes };
  });
  const logits = await classifiers.logits('raw', images);
  await classifiers.train(images, steps);
  const targets = [...images].flatMap((image) => [
    ...setup.images.labels.subarray(image * setup.classes, (image + 1) * setup.classes),
  ]);
  const measured = await classifiers.measured();
  for (const [row, { loss }] of steps.entries()) {
    const value = (of: typeof loss.before) => multilabelLoss(logits[row] ?? [], targets, of).value;
    const expected = (1 - loss.share) * value(loss.before) + loss.share * value(loss.after);
    expectClose(measured[row]?.loss ?? [], [expected], 1e-5);
  }
  classifiers.dispose();
});

describe('what does not fit is refused', () => {
  test('in a setup', () => {
    const setup = smallSetup(1);
    const wrong = (change: Partial<ClassifierSetup>) => () =>
      openClassifiers(device, { ...setup, ...change });
    expect(wrong({ rows: 0 })).toThrow('rows 0 must be a whole number from 1');
    expect(wrong({ size: 13 })).toThrow('24 images of 13 × 13 pixels');
    expect(wrong({ classes: 7 })).toThrow('72 labels are not 7 of each');
    expect(wrong({ deviation: [0.2, 0, 0.2] })).toThrow('must be above 0');
    expect(wrong({ channels: [8, 9] })).toThrow('9 channels do not make 2 groups');
  });

  test('at a step', async () => {
    const setup = smallSetup(1);
    const classifiers = openClassifiers(device, setup);
    const images = imagesOf(setup, 0);
    const step = stepOf(setup, 0, 0);
    expect(() => classifiers.train(images.subarray(1), [step])).toThrow('takes 6 images, not 5');
    expect(() => classifiers.train(images.with(2, 24), [step])).toThrow('image 24 is not among 24');
    expect(() => classifiers.train(images, [])).toThrow('1 rows take a step, 0 were told how');
    const [change] = step.changes as [ImageChange];
    const stray = step.changes.with(1, { ...change, partner: 6 });
    expect(() => classifiers.train(images, [{ ...step, changes: stray }])).toThrow('partner 6');
    await expect(classifiers.changed(0)).rejects.toThrow('no step was made yet');
    await expect(classifiers.weights(1, 'raw')).rejects.toThrow('row 1 is not among 1');
    await train(classifiers, setup, 0, 4);
    expect(() => classifiers.train(images, [step])).toThrow('there is room for no more');
    classifiers.dispose();
  });
});

test('mixed precision is refused on WebAssembly', () => {
  expect(() => openClassifiers(device, { ...smallSetup(1), precision: 'mixed' })).toThrow(
    "program 'train' stores images as 16-bit floats, which WebAssembly has not",
  );
});
