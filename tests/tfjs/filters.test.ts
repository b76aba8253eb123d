import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { writeMask } from '#engine/masks.ts';
import { openModel } from '#engine/open-model.ts';
import { writeModels } from '#store/library/tfjs/write-model.ts';
import { act, adopted } from './acting.ts';
import { agentOf, policyOf } from './agents.ts';
import { observations, ROWS } from './models/read.ts';

/** A model whose filters run over a board becomes an agent that plays on it. */

const TASK = 'connect_four_self_play';
const IMAGE = [6, 7, 2] as const;
const COLUMNS = 7;

const boards = observations(84);
const masks = new Float32Array(ROWS * COLUMNS);
const random = draws([3, 9]);
for (let row = 0; row < ROWS; row++) {
  const free = [0, 1, 2, 3, 4, 5, 6].filter(() => random.uniform() < 0.7);
  writeMask(free.length > 0 ? free : [3], COLUMNS, masks, row * COLUMNS);
}

type Files = Record<string, Uint8Array>;
// biome-ignore lint/suspicious/noExplicitAny: a changed part has any shape
type Json = any;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('exported and opened again', () => {
  test.each(['dqn', 'ppo'])('an agent of %s acts the same on 1,000 boards', async (algorithm) => {
    const network = { filters: 9, encoderHidden: [14], latent: 10, headHidden: [6] };
    const before = agentOf([TASK, algorithm], network, 5);
    const policy = policyOf(before);
    const fit = { environment: TASK, algorithm };
    const after = await adopted(unzipSync(writeModels([policy])), fit);
    expect(policyOf(after)).toEqual(policy);
    const acted = await act(after, boards, ROWS, masks);
    expect(acted).toEqual(await act(before, boards, ROWS, masks));
    expect(new Set(acted.actions).size).toBeGreaterThan(4); // it does not always do the same
    acted.actions.forEach((column, row) => {
      expect(masks[row * COLUMNS + column]).toBe(0);
    });
    // Other networks of its algorithm begin with as many filters.
    const { networks } = after.genome;
    for (const { encoder } of Object.values(networks)) expect(encoder.filters).toBe(9);
  });
});

/** Saves a model of TensorFlow.js as the files that a person drops, its JSON changed in place. */
async function filesOf(model: tf.LayersModel, change: (layers: Json[]) => void = () => {}) {
  let saved: tf.io.ModelArtifacts = {};
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const { modelTopology, weightSpecs, weightData } = saved;
  const topology = JSON.parse(JSON.stringify(modelTopology)) as Json;
  change((topology.model_config ?? topology).config.layers);
  const json = {
    format: 'layers-model',
    modelTopology: topology.model_config ? topology : { model_config: topology },
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(json)),
    'weights.bin': new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)),
  } satisfies Files;
}

/** Filters over an image, a dense layer or two behind them. */
function boardModel(inputShape: readonly number[] = IMAGE, activation: 'relu' | 'tanh' = 'relu') {
  const seeded = (seed: number) => tf.initializers.glorotNormal({ seed });
  const model = tf.sequential();
  const convolved = { filters: 5, kernelSize: 4, activation, kernelInitializer: seeded(1) };
  model.add(tf.layers.conv2d({ ...convolved, inputShape: [...inputShape] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 12, activation: 'relu', kernelInitializer: seeded(2) }));
  model.add(tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: seeded(3) }));
  model.add(tf.layers.dense({ units: COLUMNS, kernelInitializer: seeded(4) }));
  return model;
}

test('a model of TensorFlow.js that takes the board as an image gives the same here', async () => {
  const model = boardModel();
  const theirs = model.predict(tf.tensor4d(boards, [ROWS, ...IMAGE])) as tf.Tensor2D;
  const files = await filesOf(model);
  expect(await openModel({ kind: 'openModel', files, fit: null })).toMatchObject({
    network: '6 × 7 × 2 → 5 filters of 4 × 4 relu → 12 relu → 8 relu → 7',
    fits: [
      { environment: TASK, algorithm: 'dqn' },
      { environment: TASK, algorithm: 'ppo' },
    ],
    problem: null,
  });
  const agent = await adopted(files, { environment: TASK, algorithm: 'dqn' });
  const { outputs } = await act(agent, boards, ROWS);
  const off = theirs.dataSync().map((value, i) => Math.abs(value - (outputs[i] ?? Number.NaN)));
  expect(Math.max(...off)).toBeLessThan(1e-5);
});

describe('what an agent cannot have is refused in words', () => {
  const problemOf = async (files: Files) =>
    (await openModel({ kind: 'openModel', files, fit: null })).problem ?? '';
  const changed = (change: (layers: Json[]) => void) => filesOf(boardModel(), change);
  const CASES: readonly (readonly [string, (layers: Json[]) => void, RegExp])[] = [
    [
      'other sizes of filters',
      ([first]) => Object.assign(first.config, { kernel_size: [3, 3] }),
      /the kernel_size of layer “.*” is \[3, 3\]; it must be \[4, 4\]/,
    ],
    [
      'steps',
      ([first]) => Object.assign(first.config, { strides: [2, 2] }),
      /the strides of layer “.*” is \[2, 2\]; it must be \[1, 1\]/,
    ],
    [
      'padding',
      ([first]) => Object.assign(first.config, { padding: 'same' }),
      /the padding of layer “.*” is "same"; it must be “valid”/,
    ],
    [
      'channels first',
      ([first]) => Object.assign(first.config, { data_format: 'channels_first' }),
      /the data_format of layer “.*” is "channels_first"; it must be “channels_last”/,
    ],
    ['no flattening', (layers) => layers.splice(1, 1), /there is no Flatten between “conv2d/],
    [
      'two of them',
      (layers) => layers.splice(2, 0, { ...layers[0], config: { ...layers[0].config, name: 'b' } }),
      /layer “b” is a Conv2D behind “conv2d.*”; filters may only be the first layer/,
    ],
    [
      'numbers without a form',
      ([first]) => Object.assign(first.config, { batch_input_shape: [null, 84] }),
      /“conv2d.*” \(Conv2D\) needs an image/,
    ],
    [
      'an image that is too low',
      ([first]) => Object.assign(first.config, { batch_input_shape: [null, 3, 14, 2] }),
      /filters of 4 × 4 over an image of only 3 × 14 × 2/,
    ],
    [
      'an image without filters',
      (layers) => {
        const [{ config }] = layers.splice(0, 1);
        layers[0].config.batch_input_shape = config.batch_input_shape;
      },
      /the observation is an image, 6 × 7 × 2, but no Conv2D runs over it/,
    ],
    [
      'another activation than that of the layers behind them',
      ([first]) => Object.assign(first.config, { activation: 'tanh' }),
      /the activation of its filters, “conv2d.*”, is tanh; it must be that of the hidden layers behind them, relu/,
    ],
  ];
  test.each(CASES)('%s', async (_, change, words) => {
    expect(await problemOf(await changed(change))).toMatch(words);
  });

  test('a board of another form, of as many numbers', async () => {
    expect(await problemOf(await filesOf(boardModel([7, 6, 2])))).toMatch(
      /it takes an image of 7 × 6 × 2 numbers and gives 7, .*Connect Four.* 84 \(6 × 7 × 2\) and 7/,
    );
  });

  test('an image of more or fewer numbers than there are', async () => {
    const network = { filters: 3, encoderHidden: [8], latent: 8, headHidden: [8] };
    const files = unzipSync(writeModels([policyOf(agentOf([TASK, 'dqn'], network, 5))]));
    const json = JSON.parse(new TextDecoder().decode(files['model.json']));
    json.modelTopology.model_config.config.layers[0].config.target_shape = [6, 7, 3];
    const cut = { ...files, 'model.json': new TextEncoder().encode(JSON.stringify(json)) };
    expect(await problemOf(cut)).toMatch(/makes an image of 6 × 7 × 3 = 126 numbers of 84/);
  });
});
