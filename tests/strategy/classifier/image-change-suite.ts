import { expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { CHANGE_NUMBERS, type ImageSet } from '#compute/ops/dataset-images.ts';
import { draws } from '#core/random.ts';
import { packChanges, packImages } from '#strategy/classifier/pack.ts';
import { AUGMENTATIONS, type AugmentationChoice } from '#strategy/recipes/augmentations.ts';
import { changeImage } from '#strategy/recipes/change-image.ts';
import { drawChange } from '#strategy/recipes/draw-change.ts';
import type { Colour } from '#strategy/recipes/image-change.ts';
import { mixTargets, ownShare } from '#strategy/recipes/mixed-targets.ts';
import { expectClose } from '../../compute/close.ts';
import { plainPlan } from '../../compute/plans.ts';

const MEAN: Colour = [0.5, 0.4, 0.3];
const DEVIATION: Colour = [0.25, 0.3, 0.2];
const [COUNT, CLASSES, BATCH] = [9, 3, 7];

/** Images of `size` px on a device, as they are and changed, by a choice of augmentation. */
export async function imagesOnDevice(
  device: Device,
  size: number,
  { coefficients }: AugmentationChoice,
  union: boolean,
) {
  const set: ImageSet = { size, classes: CLASSES, mean: MEAN, deviation: DEVIATION };
  const reader = draws([size, 4]);
  const bytes = (length: number, below: number) =>
    Uint8Array.from({ length }, () => reader.integer(below));
  const images = { pixels: bytes(COUNT * size * size * 3, 256), labels: bytes(COUNT * CLASSES, 2) };
  const indices = Uint32Array.from({ length: BATCH }, () => reader.integer(COUNT));
  const statistics = { grey: 0.4, least: [0.1, 0, 0], greatest: [1, 1, 0.9] } as const;
  const changes = Array.from(indices, (_, i) =>
    drawChange(coefficients, size, statistics, MEAN, (i + 3) % BATCH, draws([i, size])),
  );
  const program = defineProgram('images', (p) => {
    const of = {
      indices: p.input('indices', BATCH, 1),
      changes: p.input('changes', BATCH, CHANGE_NUMBERS),
      union: p.input('union', 1, 1),
    };
    p.output('plain', p.plainImages(of.indices, set));
    const changed = p.changedImages(of, set);
    p.output('changed', changed.images);
    p.output('targets', changed.targets);
  });
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: { capacity: COUNT, fields: { pixels: size * size, labels: CLASSES } },
    agents: [
      {
        parentSlot: 0,
        plans: { net: plainPlan({ widths: [1, 1] }) },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: {},
        key: [0, 0],
      },
    ],
  });
  population.remember(COUNT, packImages(images, 0, COUNT, size, CLASSES));
  const packed = new Float32Array(BATCH * CHANGE_NUMBERS);
  packChanges(changes, packed);
  population.write('images', 'indices', 0, Float32Array.from(indices));
  population.write('images', 'changes', 0, packed);
  population.write('images', 'union', 0, Float32Array.of(union ? 1 : 0));
  await population.run('images', 0);
  const read = async (name: string) => (await population.read('images', name, 0)).slice();
  const found = {
    plain: await read('plain'),
    changed: await read('changed'),
    targets: await read('targets'),
  };
  population.dispose();

  const levels = [...indices].flatMap((index) => [
    ...images.pixels.subarray(index * size * size * 3, (index + 1) * size * size * 3),
  ]);
  const labelsOf = (position: number) => {
    const index = indices[position] as number; // position < BATCH
    return images.labels.subarray(index * CLASSES, (index + 1) * CLASSES);
  };
  return { found, changes, levels: levels.map((level) => level / 255), labelsOf };
}

/** Normalises levels as a network sees them: less the mean, over the deviation. */
export const normalised = (levels: readonly number[]): number[] =>
  levels.map((level, at) => {
    const channel = (at % 3) as 0 | 1 | 2;
    return (level - MEAN[channel]) / DEVIATION[channel];
  });

const CHOICES: readonly (readonly [string, AugmentationChoice])[] = Object.entries(AUGMENTATIONS);

/** Images as they are, changed and mixed, and their targets, against the plain references, on a device. */
export function imageChangesOnDevice(device: () => Device): void {
  test.each(CHOICES)('images changed by %s, and their targets', async (_, choice) => {
    for (const size of [9, 16]) {
      const union = size === 9;
      const { found, changes, levels, labelsOf } = await imagesOnDevice(
        device(),
        size,
        choice,
        union,
      );
      expectClose(found.plain, normalised(levels), 1e-6);
      const expected = changes.flatMap((_change, i) => [...changeImage(levels, size, changes, i)]);
      const off = normalised(expected).map((value, at) =>
        Math.abs(value - (found.changed[at] as number)),
      );
      expect(Math.max(...off)).toBeLessThan(1e-4);
      const targets = changes.flatMap((change, i) => [
        ...mixTargets(
          labelsOf(i),
          labelsOf(change.partner),
          ownShare(change, size),
          union ? 'union' : 'area',
        ),
      ]);
      expectClose(found.targets, targets, 1e-6);
    }
  });
}
