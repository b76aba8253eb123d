import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openModel } from '#engine/open-model.ts';
import { filesOf } from './models/read.ts';

/** Files that are no model of an agent are refused in words that name what is wrong and what would be right. */

type Files = Record<string, Uint8Array>;
// biome-ignore lint/suspicious/noExplicitAny: a damaged part has any shape
type Json = any;

const WEIGHTS = 'group1-shard1of1.bin';
const MODEL = filesOf('cartpole');
const open = (files: Files) => openModel({ kind: 'openModel', files, fit: null });

/** The model with its JSON changed in place. */
function changed(change: (json: Json, layers: Json[], weights: Json[]) => void): Files {
  const json = JSON.parse(new TextDecoder().decode(MODEL['model.json']));
  const { layers } = json.modelTopology.model_config.config;
  change(json, layers, json.weightsManifest[0].weights);
  return { ...MODEL, 'model.json': new TextEncoder().encode(JSON.stringify(json)) };
}

function reweighted(change: (bytes: Uint8Array) => Uint8Array): Files {
  return { ...MODEL, [WEIGHTS]: change((MODEL[WEIGHTS] as Uint8Array).slice()) };
}

async function problemOf(files: Files): Promise<string> {
  const { problem, individual } = await open(files);
  expect(individual).toBeNull();
  return problem ?? '';
}

test('the model itself is not refused, and says what it can be', async () => {
  expect(await open(MODEL)).toEqual({
    kind: 'modelOpened',
    network: '4 → 32 relu → 24 relu → 2',
    fits: [
      { environment: 'CartPole-v1', algorithm: 'dqn' },
      { environment: 'CartPole-v1', algorithm: 'ppo' },
    ],
    individual: null,
    problem: null,
  });
});

describe('each kind of damage is named', () => {
  const last = (layers: Json[]) => layers.at(-1).config;
  const CASES: readonly (readonly [string, Files, RegExp])[] = [
    ['no model.json', { [WEIGHTS]: MODEL[WEIGHTS] as Uint8Array }, /^model\.json is missing/],
    [
      'no weights',
      { 'model.json': MODEL['model.json'] as Uint8Array },
      /“group1-shard1of1\.bin” is missing/,
    ],
    [
      'a graph model',
      changed((json) => Object.assign(json, { format: 'graph-model' })),
      /graph model/,
    ],
    [
      'a recurrent layer',
      changed((_, layers) => Object.assign(layers[1], { class_name: 'LSTM' })),
      /the type of layer 1 is "LSTM"; it must be one of .*Dense/,
    ],
    [
      'a strange activation',
      changed((_, layers) => Object.assign(layers[1].config, { activation: 'swish' })),
      /the activation of layer “dense” is "swish"; it must be one of relu/,
    ],
    [
      'a softmax in the middle',
      changed((_, layers) => Object.assign(layers[1].config, { activation: 'softmax' })),
      /follows a softmax/,
    ],
    [
      'absurd units',
      changed((_, layers) => Object.assign(layers[1].config, { units: 1e9 })),
      /units of layer “dense” is 1000000000; it must be a whole number from 1 to 512/,
    ],
    [
      'an absurd input',
      changed((_, layers) => Object.assign(layers[0].config, { batch_shape: [null, 1e12] })),
      /the length of the input/,
    ],
    [
      'another input',
      changed((_, layers) => Object.assign(layers[0].config, { batch_shape: [null, 5] })),
      /“cartpole_q\/dense\/kernel”, of layer “dense”, is 4 × 32; by the layers it must be 5 × 32/,
    ],
    [
      'absurd weights',
      changed((_, __, weights) => Object.assign(weights[0], { shape: [1e6, 1e6] })),
      /has 1000000000000 numbers/,
    ],
    [
      'weights of another type',
      changed((_, __, weights) => Object.assign(weights[0], { dtype: 'int32' })),
      /type of “cartpole_q\/dense\/kernel” is "int32"; it must be float32/,
    ],
    [
      'a last activation that no algorithm has',
      changed((_, layers) => Object.assign(last(layers), { activation: 'tanh' })),
      /activation of its last layer, “dense_2”, is tanh; .*DQN none \(linear\); PPO none \(linear\), or a softmax/,
    ],
    ['bytes that are missing', reweighted((bytes) => bytes.subarray(4)), /has 4004 bytes.*4008/],
    [
      'a number that is none',
      reweighted((bytes) => {
        new DataView(bytes.buffer).setFloat32(40, Number.NaN, true);
        return bytes;
      }),
      /weights of layer “dense” hold NaN; all must be finite/,
    ],
  ];
  test.each(CASES)('%s', async (_, files, words) => {
    expect(await problemOf(files)).toMatch(words);
  });

  test('a softmax is what PPO learns choices by, and DQN does not', async () => {
    const files = changed((_, layers) => Object.assign(last(layers), { activation: 'softmax' }));
    expect((await open(files)).fits).toEqual([{ environment: 'CartPole-v1', algorithm: 'ppo' }]);
  });

  test('a network of sizes that no task has is told what they have', async () => {
    const files = changed((_, layers, weights) => {
      last(layers).units = 1;
      weights[4].shape = [24, 1];
      weights[5].shape = [1];
    });
    const cut = (MODEL[WEIGHTS] as Uint8Array).subarray(0, 4008 - 100);
    expect(await problemOf({ ...files, [WEIGHTS]: cut })).toMatch(
      /takes 4 numbers and gives 1, .*CartPole 4 and 2/,
    );
  });

  test('one layer is no network of this page', async () => {
    const files = changed((json, layers, weights) => {
      layers.splice(1, 2);
      json.weightsManifest[0].weights = weights.slice(4);
      json.weightsManifest[0].weights[0].shape = [4, 2];
    });
    expect(await problemOf({ ...files, [WEIGHTS]: new Uint8Array(40) })).toMatch(/hidden layer/);
  });
});

/** Anything at all in the place of a part of the model. */
const junk = fc.oneof(
  fc.constant(null),
  fc.constant('swish'),
  fc.constant([]),
  fc.constant({}),
  fc.integer({ min: -3, max: 0 }),
  fc.double({ min: 1e4, noNaN: true }),
);

const damaged: fc.Arbitrary<Files> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('class_name', 'config', 'units', 'activation', 'name'),
      fc.integer({ min: 1, max: 3 }),
      junk,
    )
    .map(([key, at, value]) =>
      changed((_, layers) => {
        const owner = key === 'class_name' || key === 'config' ? layers[at] : layers[at].config;
        owner[key] = value;
      }),
    )
    .filter((files) => !('activation' in files)),
  fc
    .tuple(fc.constantFrom('name', 'shape', 'dtype'), fc.integer({ min: 0, max: 5 }), junk)
    .map(([key, at, value]) =>
      changed((_, __, weights) => Object.assign(weights[at], { [key]: value })),
    ),
  fc
    .tuple(fc.constantFrom('modelTopology', 'weightsManifest'), junk)
    .map(([key, value]) => changed((json) => Object.assign(json, { [key]: value }))),
  fc.integer({ min: 1, max: 4008 }).map((less) => reweighted((bytes) => bytes.subarray(less))),
  fc
    .tuple(fc.integer({ min: 0, max: 1001 }), fc.constantFrom(Number.NaN, Infinity, -Infinity))
    .map(([at, value]) =>
      reweighted((bytes) => {
        new DataView(bytes.buffer).setFloat32(4 * at, value, true);
        return bytes;
      }),
    ),
  fc.integer({ min: 0, max: 3000 }).map((length) => ({
    ...MODEL,
    'model.json': (MODEL['model.json'] as Uint8Array).slice(0, length),
  })),
);

test('200 damaged models are refused, each with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (files) => {
      const { problem, individual } = await open(files);
      expect(individual).toBeNull();
      // An absent activation is linear, which a network may be.
      if (problem === null)
        expect(new TextDecoder().decode(files['model.json'])).toContain('"activation":null');
      else expect(problem.length).toBeGreaterThan(20);
    }),
    { numRuns: 200, seed: 11 },
  );
});

test('whatever stands in a file, it is opened or refused, and nothing breaks', async () => {
  const text = MODEL['model.json'] as Uint8Array;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: text.length - 1 }),
      fc.integer({ min: 32, max: 126 }),
      async (at, letter) => {
        const bytes = text.slice();
        bytes[at] = letter;
        const { problem, fits } = await open({ ...MODEL, 'model.json': bytes });
        expect(problem === null).toBe(fits.length > 0);
      },
    ),
    { numRuns: 200, seed: 12 },
  );
});
