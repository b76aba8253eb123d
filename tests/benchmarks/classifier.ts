import * as tf from '@tensorflow/tfjs';
import type { Device } from '#compute/device.ts';
import { draws } from '#core/random.ts';
import type { Precision } from '#core/strategy/strategy-config.ts';
import type { ClassifierSetup, Classifiers, RowStep } from '#strategy/classifier/classifiers.ts';
import { planClassifier } from '#strategy/classifier/network.ts';
import { openClassifiers } from '#strategy/classifier/open-classifiers.ts';
import { AUGMENTATIONS } from '#strategy/recipes/augmentations.ts';
import { drawChange } from '#strategy/recipes/draw-change.ts';
import type { ImageChange } from '#strategy/recipes/image-change.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import {
  CLOCK_AT_START,
  nextUpdate,
  type OptimizerClock,
} from '#strategy/recipes/optimizer-coefficients.ts';
import { OPTIMIZERS } from '#strategy/recipes/optimizers.ts';
import { weightsOf } from '../compute/autograd.ts';
import { automaticGradients, gradientsByHand, TfjsClassifier } from './tfjs/classifier.ts';

/** Sizes of the steps that are measured. */
export type Sizes = Pick<ClassifierSetup, 'size' | 'classes' | 'channels' | 'groups' | 'batch'>;

const IMAGES = 256;
const KEEP = { keepFast: 0.99, keepSlow: 0.999 } as const;
const CLIP = 5;
/** Steps before it is asked what they measured. */
const INTERVAL = 64;

function setupOf(sizes: Sizes, rows: number, precision: Precision = 'single'): ClassifierSetup {
  const reader = draws([1, 2]);
  const bytes = (length: number, below: number) =>
    Uint8Array.from({ length }, () => reader.integer(below));
  return {
    ...sizes,
    rows,
    images: {
      pixels: bytes(IMAGES * sizes.size ** 2 * 3, 256),
      labels: bytes(IMAGES * sizes.classes, 2),
    },
    mean: [0.5, 0.5, 0.5],
    deviation: [0.3, 0.3, 0.3],
    seed: 3,
    interval: INTERVAL,
    precision,
  };
}

/** The images of a step, and how each is moved and mirrored. */
interface Minibatch {
  readonly images: Uint32Array;
  readonly changes: readonly ImageChange[];
}

function minibatch({ batch, size }: Sizes, step: number): Minibatch {
  const statistics = { grey: 0.5, least: [0, 0, 0], greatest: [1, 1, 1] } as const;
  const change = (i: number) =>
    drawChange(
      AUGMENTATIONS.basic.coefficients,
      size,
      statistics,
      [0.5, 0.5, 0.5],
      i,
      draws([step, i]),
    );
  return {
    images: Uint32Array.from({ length: batch }, (_, i) => (step * 71 + i * 37) % IMAGES),
    changes: Array.from({ length: batch }, (_, i) => change(i)),
  };
}

/** Rows under AdamW, binary cross entropy and images that are moved and mirrored; `step` makes the next step. */
export function ourSteps(device: Device, sizes: Sizes, rows: number, precision?: Precision) {
  const setup = setupOf(sizes, rows, precision);
  const classifiers: Classifiers = openClassifiers(device, setup);
  const loss = LOSSES.bce.coefficients({ images: 1, counts: Array(sizes.classes).fill(1) });
  let clock: OptimizerClock = CLOCK_AT_START;
  let count = 0;
  return {
    classifiers,
    plan: planClassifier(sizes),
    step(given: Minibatch): void | Promise<void> {
      if (count % INTERVAL === 0) void classifiers.measured();
      const update = nextUpdate(OPTIMIZERS.adamW.settings, clock);
      clock = update.clock;
      const row: RowStep = {
        changes: given.changes,
        mixing: 'area',
        loss: { before: loss, after: loss, share: 1 },
        update: update.coefficients,
        clip: CLIP,
        ...KEEP,
      };
      count++;
      return classifiers.train(given.images, Array(rows).fill(row));
    },
  };
}

/** The same step in tfjs, on the backend that is open, from the same weights; its gradients are tfjs's own, or written by hand. */
export async function theirSteps(device: Device, sizes: Sizes, by: 'tfjs' | 'hand') {
  const setup = setupOf(sizes, 1);
  const classifiers = openClassifiers(device, setup);
  const weights = await classifiers.weights(0, 'raw');
  classifiers.dispose();
  const plan = planClassifier(setup);
  const { learningRate, decay } = OPTIMIZERS.adamW.settings;
  const { size, groups, images } = setup;
  const rival = new TfjsClassifier(
    weightsOf(plan, weights).map((tensor, i) => {
      const { kind, rows, columns } = plan.tensors[i] as (typeof plan.tensors)[0]; // one for each
      const isKernel = kind === 'weights' && i < plan.tensors.length - 2;
      return isKernel ? tf.reshape(tensor, [3, 3, rows / 9, columns]) : tensor;
    }),
    {
      pixels: tf.tensor2d(
        Float32Array.from(images.pixels, (level) => level / 255),
        [IMAGES * size * size, 3],
      ),
      labels: tf.tensor2d(Float32Array.from(images.labels), [IMAGES, sizes.classes]),
      size,
    },
    by === 'hand' ? gradientsByHand(groups) : automaticGradients(plan),
    {
      learningRate,
      decay,
      clip: CLIP,
      ...KEEP,
      mean: setup.mean,
      deviation: setup.deviation,
    },
  );
  return {
    rival,
    step: (given: Minibatch) => rival.learn(Int32Array.from(given.images), placesOf(given, size)),
  };
}

/** Places that each pixel of a step is taken from, among all pixels. */
function placesOf({ images, changes }: Minibatch, size: number): Int32Array {
  const mirrored = (at: number) => size - 1 - Math.abs(size - 1 - Math.abs(at));
  return Int32Array.from({ length: images.length * size * size }, (_, i) => {
    const image = Math.floor(i / (size * size));
    const [a, , c, , , f] = (changes[image] as ImageChange).warp;
    const x = mirrored(a * (i % size) + c);
    const y = mirrored((Math.floor(i / size) % size) + f);
    return ((images[image] as number) * size + y) * size + x;
  });
}

/** Different minibatches, over and over. */
export function minibatches(sizes: Sizes, count: number): () => Minibatch {
  const all = Array.from({ length: count }, (_, step) => minibatch(sizes, step));
  let next = 0;
  return () => all[next++ % count] as Minibatch;
}
