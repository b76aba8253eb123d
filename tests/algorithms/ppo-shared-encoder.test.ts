import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ppo } from '#algorithms/ppo.ts';
import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { RunConfig } from '#core/run-config.ts';
import { vector } from '#core/shape.ts';
import { box, type Space } from '#core/spaces.ts';
import { foundNetwork, networkShapes } from '#networks/found.ts';
import { type NetworkShape, planNetwork } from '#networks/plan.ts';
import { compute, slabOf, weightsOf } from '../compute/autograd.ts';
import { expectClose } from '../compute/close.ts';
import { openDevice } from '../compute/devices.ts';
import { numbers, randomSlab } from '../compute/plans.ts';
import { openPpoAgent } from './ppo-agent.ts';

const OBSERVATIONS = box([5], -9, 9);
const ACTIONS: Space = { kind: 'discrete', n: 3 };
const PLAYERS = [{ name: 'agent', observationSpace: OBSERVATIONS, actionSpace: ACTIONS }];
const ROWS = 24;
const HYPERPARAMETERS = {
  learningRate: 1e-3,
  batchSize: ROWS, // a minibatch is the whole rollout, so that its order does not matter
  learnStep: ROWS,
  entropyCoefficient: 0.05,
  clip: 0.2,
  valueCoefficient: 0.7,
};
const SETTINGS = { shareEncoders: true, valueClip: 0.3, stochasticEvaluation: false };

let device: Device;
beforeAll(async () => {
  device = await openDevice();
  await tf.setBackend('cpu');
});
afterAll(() => device.dispose());

const shapes = networkShapes(ppo.declaration, PLAYERS, SETTINGS);
const [actor, critic] = ppo.declaration.networks.map((declaration) =>
  planNetwork(
    foundNetwork(declaration, {
      encoderHidden: [9],
      latent: 6,
      headHidden: [7],
      activation: 'relu',
      layerNorm: true,
      minLayers: 1,
      maxLayers: 3,
      minNodes: 1,
      maxNodes: 64,
      minLatent: 1,
      maxLatent: 64,
    }),
    shapes[declaration.name] as NetworkShape,
  ),
) as [ReturnType<typeof planNetwork>, ReturnType<typeof planNetwork>];
const slabs = { actor: randomSlab(actor, 1), critic: randomSlab(critic, 2) };

const rollout = {
  observations: numbers(ROWS * 5, 3),
  actions: numbers(ROWS, 4).map((x) => Math.floor(((x + 1) / 2) * 3)),
  logProbabilities: numbers(ROWS, 5).map((x) => x / 2 - 1),
  values: numbers(ROWS, 6),
  advantages: numbers(ROWS, 7, 2),
  returns: numbers(ROWS, 8, 2),
};

/** One agent with these weights and the programs of PPO. */
const open = (maxGradientNorm: number, programs = programsOf(maxGradientNorm)) =>
  openPpoAgent(device, programs, { actor, critic }, slabs, HYPERPARAMETERS);

const programsOf = (maxGradientNorm: number) =>
  ppo.programs({
    observationSpace: OBSERVATIONS,
    actionSpace: ACTIONS,
    players: PLAYERS,
    config: {
      training: { environmentsPerAgent: ROWS },
      evaluation: { episodes: ROWS },
      settings: { ...SETTINGS, maxGradientNorm },
    } as unknown as RunConfig, // all that programs ask of it
  });

/** Logits and values by tfjs: both heads on the actor's latent vectors. */
function both(weights: readonly tf.Tensor[]) {
  const ofActor = weights.slice(0, actor.tensors.length);
  const ofCritic = weights.slice(actor.tensors.length);
  const { layers, encoderLayers } = actor;
  const input = tf.tensor2d(rollout.observations, [ROWS, 5]);
  const latent = compute(actor, ofActor, [input], layers.slice(0, encoderLayers));
  return {
    logits: compute(actor, ofActor, [latent], layers.slice(encoderLayers)),
    values: compute(critic, ofCritic, [latent]),
  };
}

/** The loss as the papers say it, of the whole rollout. */
function loss(weights: readonly tf.Tensor[]): tf.Scalar {
  const { logits, values } = both(weights);
  const { clip, entropyCoefficient, valueCoefficient } = HYPERPARAMETERS;
  const column = (data: Float32Array) => tf.tensor2d(data, [ROWS, 1]);
  const logs = tf.logSoftmax(logits);
  const taken = tf.oneHot(tf.tensor1d(Int32Array.from(rollout.actions), 'int32'), 3);
  const ratio = tf.exp(
    tf.sub(tf.sum(tf.mul(logs, taken), 1, true), column(rollout.logProbabilities)),
  );
  const advantages = column(rollout.advantages);
  const surrogate = tf.minimum(
    tf.mul(ratio, advantages),
    tf.mul(tf.clipByValue(ratio, 1 - clip, 1 + clip), advantages),
  );
  const entropy = tf.neg(tf.mean(tf.sum(tf.mul(tf.exp(logs), logs), 1)));
  const old = column(rollout.values);
  const returns = column(rollout.returns);
  const bound = SETTINGS.valueClip;
  const clipped = tf.add(old, tf.clipByValue(tf.sub(values, old), -bound, bound));
  const squares = tf.maximum(
    tf.square(tf.sub(values, returns)),
    tf.square(tf.sub(clipped, returns)),
  );
  return tf.add(
    tf.sub(tf.neg(tf.mean(surrogate)), tf.mul(entropy, entropyCoefficient)),
    tf.mul(tf.mean(squares), 0.5 * valueCoefficient),
  );
}

const norm = (slab: Float32Array) => Math.sqrt(slab.reduce((sum, x) => sum + x * x, 0));

test('a critic that shares has a head alone, on latent vectors', () => {
  expect(critic).toMatchObject({ inputs: vector(6), latent: 6, encoderLayers: 0, outputs: 1 });
  expect(critic.tensors.every(({ name }) => name.startsWith('head.'))).toBe(true);
  expect(actor.encoderLayers).toBeGreaterThan(0);
  const apart = networkShapes(ppo.declaration, PLAYERS, {});
  expect(apart['critic']).not.toHaveProperty('headOnly');
});

test.each([1000, 0.05])(
  'both losses teach the encoder: gradients are those of autograd, shortened to %d',
  async (longest) => {
    const population = await open(longest);
    for (const [name, data] of Object.entries(rollout)) population.write('learn', name, 0, data);
    population.write('learn', 'rows', 0, Float32Array.of(ROWS));
    population.write('learn', 'update', 0, Float32Array.of(0));
    await population.run('learn', 0);

    const weights = [...weightsOf(actor, slabs.actor), ...weightsOf(critic, slabs.critic)];
    const gradients = tf.grads((...given: tf.Tensor[]) => loss(given))(weights);
    const expected = {
      actor: slabOf(actor, gradients.slice(0, actor.tensors.length)),
      critic: slabOf(critic, gradients.slice(actor.tensors.length)),
    };
    const moments = (await population.snapshot()).agents.map(
      (networks) =>
        new Map(Object.entries(networks).map(([name, network]) => [name, network.firstMoments])),
    );
    for (const name of ['actor', 'critic'] as const) {
      const whole = norm(expected[name]);
      expect(whole).toBeGreaterThan(0.05);
      const factor = Math.min(1, longest / (whole + 1e-6));
      // Adam's first moments are a tenth of the first gradient.
      expectClose(
        (moments[0]?.get(name) ?? new Float32Array()).map((moment) => moment * 10),
        expected[name].map((x) => x * factor),
      );
    }
    population.dispose();
  },
);

test('acting, valuing and playing read the same latent vectors', async () => {
  const population = await open(1);
  const { logits, values } = both([
    ...weightsOf(actor, slabs.actor),
    ...weightsOf(critic, slabs.critic),
  ]);
  for (const program of ['act', 'value', 'evaluate'])
    population.write(program, 'observations', 0, rollout.observations);
  for (const program of ['act', 'value']) {
    await population.run(program, 0);
    expectClose(await population.read(program, 'values', 0), values.dataSync());
  }
  await population.run('evaluate', 0);
  expect([...(await population.read('evaluate', 'actions', 0))]).toEqual([
    ...tf.argMax(logits, 1).dataSync(),
  ]);
  population.dispose();
});

test('an encoder that is not there cannot be asked', async () => {
  const program = defineProgram('wrong', (p) => {
    p.output('latent', p.encode('critic', p.input('observations', 2, 5)));
  });
  await expect(open(1, [program])).rejects.toThrow("network 'critic' has no encoder of its own");
});
