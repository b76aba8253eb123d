import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelFit } from '#protocol/messages.ts';
import { act, adopted } from './acting.ts';
import { filesOf, inTfjs, kerasOutputs, observations, ROWS } from './models/read.ts';

/** A model made by Keras 3 and tensorflowjs' converter acts here as it does in TensorFlow.js, and in Keras. */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const CLOSE = 1e-5;

async function both(name: string, width: number, fit: ModelFit) {
  const seen = observations(width);
  const theirs = inTfjs(name).predict(tf.tensor2d(seen, [ROWS, width])) as tf.Tensor2D;
  const { outputs, actions } = await act(await adopted(filesOf(name), fit), seen, ROWS);
  return { outputs, actions, tfjs: theirs.dataSync(), keras: kerasOutputs(name) };
}

function expectClose(outputs: Float32Array, right: ArrayLike<number>): void {
  expect(outputs.length).toBe(right.length);
  const off = outputs.map((x, i) => Math.abs(x - (right[i] ?? Number.NaN)));
  expect(Math.max(...off)).toBeLessThan(CLOSE);
}

/** Place of the greatest number of each row, the first of equals. */
const choices = (outputs: ArrayLike<number>, width: number) =>
  Array.from({ length: outputs.length / width }, (_, row) => {
    const own = Array.from({ length: width }, (_, i) => outputs[row * width + i] ?? Number.NaN);
    return own.indexOf(Math.max(...own));
  });

describe('1,000 observations', () => {
  test.each(['dqn', 'ppo'])('a Q-network, as the policy of %s on CartPole', async (algorithm) => {
    const fit = { environment: 'CartPole-v1', algorithm };
    const { outputs, actions, tfjs, keras } = await both('cartpole', 4, fit);
    expectClose(outputs, tfjs);
    expectClose(outputs, keras);
    expect([...actions]).toEqual(choices(tfjs, 2));
    expect([...actions]).toEqual(choices(keras, 2));
    expect(new Set(actions).size).toBe(2); // it does not always do the same
  });

  test.each(['ddpg', 'td3'])('an actor, as that of %s on Pendulum', async (algorithm) => {
    const fit = { environment: 'Pendulum-v1', algorithm };
    const { outputs, actions, tfjs, keras } = await both('pendulum', 3, fit);
    expectClose(outputs, tfjs);
    expectClose(outputs, keras);
    expectClose(actions, tfjs); // within [−1, 1] they are the action
    expect(new Set(actions).size).toBeGreaterThan(ROWS / 2);
  });
});

test('the network stays as it is, with an identity layer where it would be too short', async () => {
  const fit = { environment: 'CartPole-v1', algorithm: 'dqn' };
  const { genome } = await adopted(filesOf('cartpole'), fit);
  expect(genome.networks['online']).toMatchObject({
    encoder: { hidden: [32], activation: 'relu', outputActivation: 'identity', layerNorm: false },
    latent: 32,
    head: { hidden: [24], activation: 'relu', outputActivation: 'identity' },
  });
  const pendulum = { environment: 'Pendulum-v1', algorithm: 'td3' };
  const actor = await adopted(filesOf('pendulum'), pendulum);
  expect(actor.genome.networks['actor']).toMatchObject({
    encoder: { hidden: [16], activation: 'tanh', layerNorm: true, outputLayerNorm: true },
    latent: 16,
    head: { hidden: [8], layerNorm: true, outputActivation: 'tanh' },
  });
});
