import { draws } from '#core/random.ts';
import type { ClassifierSetup, RowStep } from '#strategy/classifier/classifiers.ts';
import { AUGMENTATIONS } from '#strategy/recipes/augmentations.ts';
import { drawChange } from '#strategy/recipes/draw-change.ts';
import type { Colour } from '#strategy/recipes/image-change.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import { CLOCK_AT_START, nextUpdate } from '#strategy/recipes/optimizer-coefficients.ts';
import { OPTIMIZERS } from '#strategy/recipes/optimizers.ts';

const MEAN: Colour = [0.5, 0.4, 0.3];
const DEVIATION: Colour = [0.25, 0.3, 0.2];

/** A small setup: 24 images of 12 px with three classes, one colour each, over noise. */
export function smallSetup(rows: number, batch = 6): ClassifierSetup {
  const [count, size, classes] = [24, 12, 3];
  const reader = draws([11, 3]);
  const labels = Uint8Array.from({ length: count * classes }, () =>
    reader.uniform() < 0.4 ? 1 : 0,
  );
  const pixels = Uint8Array.from({ length: count * size * size * 3 }, (_, at) => {
    const image = Math.floor(at / (size * size * 3));
    return 90 * (labels[image * classes + (at % 3)] as number) + reader.integer(160);
  });
  return {
    rows,
    size,
    classes,
    channels: [8, 12],
    groups: 2,
    batch,
    images: { pixels, labels },
    mean: MEAN,
    deviation: DEVIATION,
    seed: 5,
    interval: 4,
  };
}

/** Lists the images that a step takes. */
export function imagesOf({ batch, images, classes }: ClassifierSetup, step: number): Uint32Array {
  const reader = draws([step, 8]);
  return Uint32Array.from({ length: batch }, () => reader.integer(images.labels.length / classes));
}

type Table<T> = readonly (readonly [string, T])[];
const AUGMENTATION_TABLE: Table<(typeof AUGMENTATIONS)[keyof typeof AUGMENTATIONS]> =
  Object.entries(AUGMENTATIONS);
const OPTIMIZER_TABLE: Table<(typeof OPTIMIZERS)[keyof typeof OPTIMIZERS]> =
  Object.entries(OPTIMIZERS);
const LOSS_TABLE: Table<(typeof LOSSES)[keyof typeof LOSSES]> = Object.entries(LOSSES);

const at = <T>(table: Table<T>, i: number): T => (table[i % table.length] as [string, T])[1];

/** Returns a row's step: rows differ in everything, and each changes its loss as it goes. */
export function stepOf(setup: ClassifierSetup, row: number, step: number): RowStep {
  const { batch, size, images, classes } = setup;
  const frequencies = {
    images: images.labels.length / classes,
    counts: Array.from({ length: classes }, (_, c) =>
      images.labels.reduce((sum, label, i) => sum + (i % classes === c ? label : 0), 0),
    ),
  };
  const { coefficients } = at(AUGMENTATION_TABLE, row + 1);
  const statistics = { grey: 0.4, least: [0, 0, 0], greatest: [1, 1, 0.9] } as const;
  let clock = CLOCK_AT_START;
  for (let before = 0; before < step; before++)
    clock = nextUpdate(at(OPTIMIZER_TABLE, row).settings, clock).clock;
  return {
    changes: Array.from({ length: batch }, (_, i) =>
      drawChange(
        coefficients,
        size,
        statistics,
        MEAN,
        (i + 1) % batch,
        draws([step * 100 + i, row]),
      ),
    ),
    mixing: row % 2 === 0 ? 'area' : 'union',
    loss: {
      before: at(LOSS_TABLE, row).coefficients(frequencies),
      after: at(LOSS_TABLE, row + 1).coefficients(frequencies),
      share: Math.min(1, step / 4),
    },
    update: nextUpdate(at(OPTIMIZER_TABLE, row).settings, clock).coefficients,
    clip: row === 1 ? 0.05 : 5,
    keepFast: 0.8,
    keepSlow: 0.97,
  };
}
