import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { AUGMENTATIONS } from '#strategy/recipes/augmentations.ts';
import type { Box, ImageChange } from '#strategy/recipes/image-change.ts';
import type { LossCoefficients } from '#strategy/recipes/loss-family.ts';
import { LOSSES } from '#strategy/recipes/losses.ts';
import { OPTIMIZERS } from '#strategy/recipes/optimizers.ts';
import { expectClose } from '../../compute/close.ts';
import { openDevice } from '../../compute/devices.ts';
import { numbers } from '../../compute/plans.ts';
import { GRADIENTS, INITIAL_WEIGHTS } from '../recipes/torch.ts';
import { imagesOnDevice, normalised } from './image-change-suite.ts';
import { lossOnDevice, updateOnDevice } from './recipe-suite.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
  await tf.setBackend('cpu');
});
afterAll(() => device.dispose());
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** Constant of the same value, through which no gradient flows. */
const constant = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: () => tf.zerosLike(x as tf.Tensor),
}));

/** A loss of the family, written with tfjs's own ops. */
function lossInTfjs(logits: tf.Tensor2D, targets: tf.Tensor2D, c: LossCoefficients): tf.Scalar {
  const byClass = (values: Float64Array) => tf.tensor1d(Float32Array.from(values));
  const focused = (base: tf.Tensor, exponent: number) => {
    const power = tf.pow(base, tf.scalar(exponent));
    return exponent === 0 ? tf.onesLike(base) : c.focusGradient === 0 ? constant(power) : power;
  };
  const z = tf.add(logits, byClass(c.bias));
  const y = tf.add(tf.mul(targets, 1 - c.smoothing), c.smoothing / 2);
  const p = tf.sigmoid(z);
  const present = tf.mul(focused(tf.sub(1, p), c.positiveFocus), tf.softplus(tf.neg(z)));
  const scaled = tf.mul(z, c.negativeScale);
  const s = tf.relu(tf.sub(tf.sigmoid(scaled), c.margin));
  const logRest = c.margin === 0 ? tf.neg(tf.softplus(scaled)) : tf.log(tf.sub(1, s));
  const absent = tf.div(tf.mul(focused(s, c.negativeFocus), tf.neg(logRest)), c.negativeScale);
  const entropy = tf.add(
    tf.mul(tf.mul(y, byClass(c.positiveWeights)), present),
    tf.mul(tf.mul(tf.sub(1, y), byClass(c.negativeWeights)), absent),
  );
  const { floor, slope, centre, inverseCounts } = c.rebalancing;
  const counts = byClass(inverseCounts);
  const share = tf.div(counts, tf.sum(tf.mul(targets, counts), 1, true));
  const weight = tf.add(tf.sigmoid(tf.mul(slope, tf.sub(share, centre))), floor);
  const r = tf.add(tf.mul(tf.sub(weight, 1), c.rebalance), 1);
  const squares = tf.mul(tf.square(tf.sub(p, y)), c.squared);
  return tf.mul(tf.mean(tf.add(tf.mul(r, entropy), squares)), c.scale);
}

test.each(Object.entries(LOSSES))(
  'the gradient of %s is that of tfjs’s autograd',
  async (_, { coefficients }) => {
    const loss = coefficients({ images: 1000, counts: [700, 300, 80, 20, 4] });
    const logits = numbers(35, 3, 3);
    const targets = numbers(35, 4).map((x) => (x > 0.4 ? 1 : x > 0 ? 0.3 : 0));
    for (let row = 0; row < 7; row++) targets[row * 5 + 1] = 1; // an image of no class has no share
    const found = await lossOnDevice(device, [...logits], [...targets], [loss, loss], 0.5);
    const { value, grad } = tf.valueAndGrad((z) =>
      lossInTfjs(z as tf.Tensor2D, tf.tensor2d(targets, [7, 5]), loss),
    )(tf.tensor2d(logits, [7, 5]));
    expectClose(found.loss, value.dataSync(), 1e-5);
    expectClose(found.gradient, grad.dataSync(), 2e-5);
  },
);

const THEIRS = {
  sgd: ({ learningRate, meanDecay }) => tf.train.momentum(learningRate, meanDecay, true),
  momentum: ({ learningRate, meanDecay }) => tf.train.momentum(learningRate, meanDecay),
  adam: ({ learningRate, meanDecay, squareDecay, epsilon }) =>
    tf.train.adam(learningRate, meanDecay, squareDecay, epsilon),
  rmsprop: ({ learningRate, squareDecay }) => tf.train.rmsprop(learningRate, squareDecay, 0, 1e-12),
  adagrad: ({ learningRate }) => tf.train.adagrad(learningRate, 1e-12),
} satisfies Partial<
  Record<
    keyof typeof OPTIMIZERS,
    (settings: (typeof OPTIMIZERS)['adam']['settings']) => tf.Optimizer
  >
>;

test.each(Object.keys(THEIRS) as (keyof typeof THEIRS)[])(
  'updates by %s, without decay, are those of tfjs’s optimizer',
  async (name) => {
    const settings = { ...OPTIMIZERS[name].settings, l2: 0 };
    const states = await updateOnDevice(device, INITIAL_WEIGHTS, 0, GRADIENTS, settings);
    const weights = tf.variable(tf.tensor1d([...INITIAL_WEIGHTS]), true, `of ${name}`);
    const optimizer = THEIRS[name](settings as never);
    for (const [step, gradient] of GRADIENTS.entries()) {
      optimizer.minimize(() => tf.sum(tf.mul(weights, tf.tensor1d([...gradient]))) as tf.Scalar);
      expectClose(states[step]?.weights ?? [], weights.dataSync(), 1e-5);
    }
    optimizer.dispose();
    weights.dispose();
  },
);

/** Changed images [B, S², 3] by tfjs's ops, of levels in [0, 1], before they are standardised. */
function changedInTfjs(levels: readonly number[], size: number, changes: readonly ImageChange[]) {
  const pixels = tf.tensor2d([...levels], [changes.length * size * size, 3]);
  const xs = tf.range(0, size * size).mod(size) as tf.Tensor1D;
  const ys = tf
    .range(0, size * size)
    .div(size)
    .floor() as tf.Tensor1D;
  const column = (x: tf.Tensor) => tf.reshape(x, [-1, 1]);
  const inside = ([left, top, right, bottom]: Box) =>
    column(
      tf.logicalAnd(
        tf.logicalAnd(tf.greaterEqual(xs, left), tf.less(xs, right)),
        tf.logicalAnd(tf.greaterEqual(ys, top), tf.less(ys, bottom)),
      ),
    );
  const mirrored = (at: tf.Tensor) => {
    const within = tf.mod(at, 2 * size - 2);
    return tf.minimum(within, tf.sub(2 * size - 2, within));
  };
  const alone = changes.map(({ warp, colour, cut, cutColour }, image) => {
    const [a, b, c, d, e, f] = warp;
    const u = tf.add(tf.add(tf.mul(xs, a), tf.mul(ys, b)), c);
    const v = tf.add(tf.add(tf.mul(xs, d), tf.mul(ys, e)), f);
    const [left, top] = [tf.floor(u), tf.floor(v)];
    const at = (right: number, down: number) => {
      const place = tf.add(
        tf.mul(mirrored(tf.add(top, down)), size),
        mirrored(tf.add(left, right)),
      );
      const shareOf = (whole: tf.Tensor, from: tf.Tensor, step: number) =>
        step === 1 ? tf.sub(whole, from) : tf.sub(1, tf.sub(whole, from));
      const share = tf.mul(shareOf(u, left, right), shareOf(v, top, down));
      const found = tf.gather(pixels, tf.cast(tf.add(place, image * size * size), 'int32'));
      return tf.mul(found, column(share));
    };
    const sampled = tf.addN([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]);
    const matrix = tf.tensor2d([...colour], [3, 4]);
    const coloured = tf.add(
      tf.matMul(sampled, tf.slice(matrix, [0, 0], [3, 3]), false, true),
      tf.reshape(tf.slice(matrix, [0, 3], [3, 1]), [1, 3]),
    );
    return tf.where(
      inside(cut),
      tf.tensor2d([...cutColour], [1, 3]),
      tf.clipByValue(coloured, 0, 1),
    );
  });
  return tf.stack(
    changes.map(({ partner, keep, mixBox }, image) => {
      const share = tf.where(inside(mixBox), tf.scalar(0), tf.scalar(keep));
      const other = alone[partner] as tf.Tensor;
      return tf.add(tf.mul(alone[image] as tf.Tensor, share), tf.mul(other, tf.sub(1, share)));
    }),
  );
}

test.each(['basic', 'colour', 'cutout', 'mixup', 'cutmix'] as const)(
  'images changed by %s are those of tfjs’s ops',
  async (name) => {
    const size = 9;
    const { found, changes, levels } = await imagesOnDevice(
      device,
      size,
      AUGMENTATIONS[name],
      false,
    );
    const expected = changedInTfjs(levels, size, changes).dataSync();
    expect(new Set(changes.map(({ partner }) => partner)).size).toBeGreaterThan(1);
    expectClose(found.changed, normalised([...expected]), 1e-5);
  },
);
