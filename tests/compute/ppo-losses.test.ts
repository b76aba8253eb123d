import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { expectClose } from './close.ts';
import { openDevice } from './devices.ts';
import { numbers } from './plans.ts';
import { populationOfOne } from './population-of-one.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
  await tf.setBackend('cpu');
});
afterAll(() => device.dispose());

interface Case {
  readonly clip: number;
  readonly entropyCoefficient: number;
  readonly valueCoefficient: number;
  readonly actions: readonly number[] | readonly (readonly number[])[];
  readonly oldLogProbabilities: readonly number[];
  readonly advantages: readonly number[];
  readonly returns: readonly number[];
  readonly oldValues: readonly number[];
  readonly values: readonly number[];
  readonly policyLoss: number;
  readonly valueLoss: number;
  readonly entropy: number;
  readonly loss: number;
  readonly gradValues: readonly number[];
  readonly logits?: readonly (readonly number[])[];
  readonly gradLogits?: readonly (readonly number[])[];
  readonly means?: readonly (readonly number[])[];
  readonly logStd?: readonly number[];
  readonly gradMeans?: readonly (readonly number[])[];
  readonly gradLogStd?: readonly number[];
}

const { ppo } = JSON.parse(
  readFileSync(new URL('../reference/ppo.json', import.meta.url), 'utf8'),
) as { ppo: readonly Case[] };

interface Batch {
  readonly distribution: 'categorical' | 'gaussian';
  /** [rows × width], as all that follows row by row. */
  readonly policy: Float32Array;
  readonly actions: Float32Array;
  readonly logProbabilities: Float32Array;
  readonly advantages: Float32Array;
  readonly values: Float32Array;
  readonly oldValues: Float32Array;
  readonly returns: Float32Array;
}

const COEFFICIENTS = { clip: 0.2, entropyCoefficient: 0.01, valueCoefficient: 0.5 };

/** Both losses on the device. */
async function losses(batch: Batch, coefficients = COEFFICIENTS) {
  const { distribution, ...data } = batch;
  const rows = batch.advantages.length;
  const program = defineProgram('losses', (p) => {
    const input = (name: keyof typeof data) => p.input(name, rows, data[name].length / rows);
    const surrogate = p.clippedSurrogate({
      policy: input('policy'),
      distribution,
      actions: input('actions'),
      logProbabilities: input('logProbabilities'),
      advantages: input('advantages'),
      clip: { hyperparameter: 'clip' },
      entropyCoefficient: { hyperparameter: 'entropyCoefficient' },
    });
    const value = p.clippedValueLoss({
      values: input('values'),
      oldValues: input('oldValues'),
      returns: input('returns'),
      clip: { hyperparameter: 'clip' },
      coefficient: { hyperparameter: 'valueCoefficient' },
    });
    for (const [name, each] of Object.entries(surrogate)) p.output(name, each);
    p.output('valueGradient', value.gradient);
    p.output('valueLoss', value.loss);
  });
  const population = populationOfOne(device, program, coefficients);
  for (const [name, numbers] of Object.entries(data)) population.write('losses', name, 0, numbers);
  await population.run('losses', 0);
  const read = async (name: string) => (await population.read('losses', name, 0)).slice();
  const result = {
    gradient: await read('gradient'),
    policyLoss: await read('policyLoss'),
    entropy: await read('entropy'),
    divergence: await read('divergence'),
    valueGradient: await read('valueGradient'),
    valueLoss: await read('valueLoss'),
  };
  population.dispose();
  return result;
}

const floats = (...lists: readonly (readonly number[])[]) => Float32Array.from(lists.flat());

test.each(
  ppo.map((reference) => [reference.logits ? 'categorical' : 'gaussian', reference] as const),
)('losses and gradients are those of PyTorch: %s', async (distribution, reference) => {
  const {
    logits,
    means = [],
    logStd = [],
    gradLogits,
    gradMeans = [],
    gradLogStd = [],
  } = reference;
  const result = await losses(
    {
      distribution,
      policy: floats(...(logits ?? means.map((row) => [...row, ...logStd]))),
      actions: Float32Array.from(reference.actions.flat()),
      logProbabilities: floats(reference.oldLogProbabilities),
      advantages: floats(reference.advantages),
      values: floats(reference.values),
      oldValues: floats(reference.oldValues),
      returns: floats(reference.returns),
    },
    reference,
  );
  const relative = (actual: ArrayLike<number>, expected: readonly number[]) => {
    expect(actual.length).toBe(expected.length);
    expected.forEach((want, i) => {
      const off = Math.abs((actual[i] as number) - want);
      expect(off, `element ${i}`).toBeLessThanOrEqual(1e-4 * Math.max(0.01, Math.abs(want)));
    });
  };
  relative(result.policyLoss, [reference.policyLoss]);
  relative(result.entropy, [reference.entropy]);
  relative(result.valueLoss, [reference.valueLoss]);
  relative(result.valueGradient, reference.gradValues);
  const { entropyCoefficient, valueCoefficient } = reference;
  const [policy = 0, entropy = 0, value = 0] = [
    result.policyLoss[0],
    result.entropy[0],
    result.valueLoss[0],
  ];
  relative([policy + valueCoefficient * value - entropyCoefficient * entropy], [reference.loss]);
  if (gradLogits) relative(result.gradient, gradLogits.flat());
  else {
    const rows = means.map((_, row) => [...result.gradient.subarray(row * 6, row * 6 + 6)]);
    relative(
      rows.flatMap((row) => row.slice(0, 3)),
      gradMeans.flat(),
    );
    relative(
      [3, 4, 5].map((j) => rows.reduce((sum, row) => sum + (row[j] as number), 0)),
      gradLogStd,
    );
  }
});

/** A batch with ratios inside and outside of what is clipped. */
function anyBatch(distribution: Batch['distribution'], rows: number, count: number): Batch {
  const gaussian = distribution === 'gaussian';
  const actions = numbers(rows * (gaussian ? count : 1), 11, gaussian ? 1.5 : 1);
  return {
    distribution,
    policy: numbers(rows * count * (gaussian ? 2 : 1), 3),
    actions: gaussian ? actions : actions.map((x) => Math.floor(((x + 1) / 2) * count)),
    logProbabilities: numbers(rows, 5, 0.6).map(
      (x) => x - (gaussian ? count * 1.5 : Math.log(count)),
    ),
    advantages: numbers(rows, 6, 2),
    values: numbers(rows, 7, 2),
    oldValues: numbers(rows, 8, 2),
    returns: numbers(rows, 9, 2),
  };
}

/** The same from tfjs, gradients by its autograd. */
function reference({ distribution, ...data }: Batch) {
  const rows = data.advantages.length;
  const width = data.policy.length / rows;
  const column = (values: Float32Array) => tf.tensor1d(values);
  const logOf = (policy: tf.Tensor2D): { chosen: tf.Tensor; entropy: tf.Tensor } => {
    if (distribution === 'categorical') {
      const logs = tf.logSoftmax(policy);
      const picked = tf.oneHot(tf.tensor1d(data.actions, 'int32'), width);
      return {
        chosen: tf.sum(tf.mul(logs, picked), 1),
        entropy: tf.neg(tf.sum(tf.mul(tf.exp(logs), logs), 1)),
      };
    }
    const [means, deviations] = tf.split(policy, 2, 1) as [tf.Tensor, tf.Tensor];
    const z = tf.div(
      tf.sub(tf.tensor2d(data.actions, [rows, width / 2]), means),
      tf.exp(deviations),
    );
    const constant = 0.5 * Math.log(2 * Math.PI);
    return {
      chosen: tf.sum(tf.neg(tf.add(tf.add(tf.mul(0.5, tf.square(z)), deviations), constant)), 1),
      entropy: tf.sum(tf.add(deviations, 0.5 + constant), 1),
    };
  };
  const { clip, entropyCoefficient, valueCoefficient } = COEFFICIENTS;
  const parts = (policy: tf.Tensor2D) => {
    const { chosen, entropy } = logOf(policy);
    const ratio = tf.exp(tf.sub(chosen, column(data.logProbabilities)));
    const gains = [ratio, tf.clipByValue(ratio, 1 - clip, 1 + clip)].map((r) =>
      tf.mul(r, column(data.advantages)),
    );
    const divergence = tf.mean(tf.sub(tf.sub(ratio, 1), tf.log(ratio)));
    return {
      policyLoss: tf.neg(tf.mean(tf.minimum(gains[0] as tf.Tensor, gains[1] as tf.Tensor))),
      entropy: tf.mean(entropy),
      divergence,
    };
  };
  const valueLoss = (values: tf.Tensor1D) => {
    const old = column(data.oldValues);
    const near = tf.add(old, tf.clipByValue(tf.sub(values, old), -clip, clip));
    const squares = [values, near].map((v) => tf.square(tf.sub(v, column(data.returns))));
    return tf.mul(0.5, tf.mean(tf.maximum(squares[0] as tf.Tensor, squares[1] as tf.Tensor)));
  };
  const policy = tf.tensor2d(data.policy, [rows, width]);
  const { policyLoss, entropy, divergence } = parts(policy);
  const gradient = tf.grad((x) => {
    const given = parts(x as tf.Tensor2D);
    return tf.sub(given.policyLoss, tf.mul(entropyCoefficient, given.entropy));
  })(policy);
  const values = column(data.values);
  return {
    policyLoss: policyLoss.dataSync(),
    entropy: entropy.dataSync(),
    divergence: divergence.dataSync(),
    gradient: gradient.dataSync(),
    valueLoss: valueLoss(values).dataSync(),
    valueGradient: tf
      .grad((x) => tf.mul(valueCoefficient, valueLoss(x as tf.Tensor1D)))(values)
      .dataSync(),
  };
}

test.each([
  ['categorical', 2],
  ['categorical', 3],
  ['categorical', 4],
  ['categorical', 7],
  ['gaussian', 1],
  ['gaussian', 2],
  ['gaussian', 5],
] as const)('losses and gradients agree with autograd: %s %i', async (distribution, count) => {
  for (const rows of [1, 6, 64]) {
    const batch = anyBatch(distribution, rows, count);
    const expected = reference(batch);
    const actual = await losses(batch);
    for (const name of Object.keys(expected) as (keyof typeof expected)[])
      expectClose(actual[name], expected[name]);
    const clipped = expected.valueGradient.filter((g) => g === 0).length;
    if (rows === 64) expect(clipped).toBeGreaterThan(0);
  }
});

test('a batch of actions as likely as when they were drawn has no divergence', async () => {
  const batch = anyBatch('categorical', 16, 3);
  const logs = tf.logSoftmax(tf.tensor2d(batch.policy, [16, 3])).dataSync();
  const logProbabilities = batch.actions.map((action, row) => logs[row * 3 + action] as number);
  const { divergence, policyLoss } = await losses({ ...batch, logProbabilities });
  expect(divergence[0]).toBeLessThan(1e-6);
  const mean = batch.advantages.reduce((sum, x) => sum + x, 0) / 16;
  expectClose(policyLoss, [-mean]);
});
