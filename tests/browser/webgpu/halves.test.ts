import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { PopulationSetup } from '#compute/device.ts';
import { UPDATE_NUMBERS } from '#compute/ops/update-weights.ts';
import type { Storage } from '#compute/value.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import { type ImageLayer, planImageNetwork } from '#networks/image-network.ts';
import { numbers, randomSlab } from '../../compute/plans.ts';
import { runNetwork } from '../../compute/run-network.ts';
import { openBoth, type Pair } from '../devices.ts';

/*
 * Images between layers stored as 16-bit floats. Of a number x, 2⁻¹⁴ ≤ |x| < 65520, what is stored is off by 2⁻¹⁰ |x| at
 * most, whichever way a GPU rounds.
 */
const HALF = 2 ** -10;

let devices: Pair;
beforeAll(async () => {
  devices = await openBoth();
});
afterAll(() => devices.dispose());

const image = (height: number, width: number, channels: number): Shape => ({
  kind: 'image',
  height,
  width,
  channels,
});

const norm = (x: Float32Array): number => Math.hypot(...x);
/** Difference between the two, as a share. */
const off = (x: Float32Array, y: Float32Array): number =>
  norm(x.map((each, i) => each - (y[i] as number))) / norm(y);

const whole = (x: Float32Array, most: number): Float32Array =>
  x.map((each) => Math.round(each * most));

test('what 16 bits hold exactly comes out as from 32, bit for bit', async () => {
  const plan = planImageNetwork(image(9, 8, 3), [
    { kind: 'convolution', channels: 4, size: 3, padding: 1, biases: true },
    { kind: 'relu' },
    { kind: 'convolution', channels: 5, size: 3, step: 2 }, // an odd number of channels stays in 32 bits
    { kind: 'convolution', channels: 6, size: 2, padding: 1 },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2 },
    { kind: 'convolution', channels: 2, size: 1 },
    { kind: 'relu' },
    { kind: 'globalPool' },
    { kind: 'dense', units: 2 },
  ]);
  const slab = whole(randomSlab(plan, 3), 1.4);
  const run = (images: Storage) =>
    runNetwork(
      devices.gpu,
      plan,
      slab,
      3,
      whole(numbers(3 * 216, 5), 2),
      whole(numbers(6, 7), 3),
      null,
      images,
    );
  const [f16, f32] = [await run('f16'), await run('f32')];
  expect(f16).toEqual(f32);
  expect(new Set(f32.gradients).size).toBeGreaterThan(20);
});

const block = (channels: number, groups: number): ImageLayer[] => [
  { kind: 'convolution', channels, size: 3, padding: 1 },
  { kind: 'groupNorm', groups },
  { kind: 'relu' },
  { kind: 'maxPool', size: 2 },
];

test('forward and back through a classifier are off by no more than what is stored on the way', async () => {
  const layers: readonly ImageLayer[] = [
    ...block(6, 2), // groups of three channels share words
    ...block(8, 4),
    { kind: 'convolution', channels: 4, size: 3, padding: 1 },
    { kind: 'groupNorm', groups: 2 },
    { kind: 'relu' },
    { kind: 'globalPool' },
    { kind: 'dense', units: 3 },
  ];
  const plan = planImageNetwork(image(13, 12, 3), layers);
  const run = (images: Storage) =>
    runNetwork(
      devices.gpu,
      plan,
      randomSlab(plan, 4),
      4,
      numbers(4 * sizeOf(plan.inputs), 6, 2),
      numbers(12, 8),
      null,
      images,
    );
  const [f16, f32] = [await run('f16'), await run('f32')];
  const stored = 8; // images, one after the other, and as many gradients
  expect(off(f16.output, f32.output)).toBeGreaterThan(0);
  expect(off(f16.output, f32.output)).toBeLessThan(stored * HALF);
  expect(f16.alone).toEqual(f16.output);
  expect(off(f16.gradients, f32.gradients)).toBeLessThan(2 * stored * HALF);
  expect(off(f16.inputGradient, f32.inputGradient)).toBeLessThan(2 * stored * HALF);
});

/** A convolution and what follows, trained by SGD on a gradient that the host gives. */
function trainee(isScaled: boolean, images: Storage = 'f16'): PopulationSetup {
  const plan = planImageNetwork(image(4, 4, 2), [
    { kind: 'convolution', channels: 2, size: 3, padding: 1 },
    { kind: 'globalPool' },
    { kind: 'dense', units: 1 },
  ]);
  const write = (p: Builder) => {
    const y = p.forward('net', p.input('x', 2, 32));
    const dy = p.input('dy', 2, 1);
    const update = p.input('update', 1, UPDATE_NUMBERS.length);
    if (!isScaled) {
      p.backward(y, dy);
      p.output('change', p.updateWeights('net', update).changeNorm);
      return;
    }
    const scaling = p.state('scaling', 1, 2);
    p.backward(y, p.scaledGradient(dy, scaling));
    const counts = p.unscaleGradient('net', scaling);
    p.output('counts', counts);
    p.output('change', p.updateWeights('net', update, counts).changeNorm);
  };
  return {
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [defineProgram('train', write, { images })],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: plan },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: {},
        key: [0, 0],
      },
    ],
  };
}

const RATE = 2 ** 20;
const SGD = Float32Array.from(UPDATE_NUMBERS, (name) => {
  if (name === 'learningRate') return RATE;
  return name === 'plainGradient' || name === 'epsilon' ? 1 : 0;
});

/** Trains for some updates; returns their changes and measures. `kernels`: of the convolution alone. */
async function train(isScaled: boolean, gradient: number, runs: number, images?: Storage) {
  const population = devices.gpu.open(trainee(isScaled, images));
  population.write('train', 'x', 0, numbers(64, 3));
  population.write('train', 'dy', 0, Float32Array.of(gradient, gradient));
  population.write('train', 'update', 0, SGD);
  const found = [];
  for (let run = 0; run < runs; run++) {
    const before = (await population.weights(0, 'net')) as Float32Array;
    await population.run('train', run);
    const after = (await population.weights(0, 'net')) as Float32Array;
    const read = async (name: string) => (await population.read('train', name, 0))[0];
    const change = after.map((each, i) => each - (before[i] as number));
    found.push({
      kernels: change.subarray(0, 18 * 4),
      change,
      counts: isScaled ? await read('counts') : 1,
      measured: await read('change'),
      scaling: isScaled ? [...(await population.read('train', 'scaling', 0))] : [],
    });
  }
  population.dispose();
  return found;
}

test('a gradient that 16 bits cannot hold survives where the loss is scaled', async () => {
  const tiny = 2 ** -26; // the least number of 16 bits is 2⁻²⁴
  const [plain, scaled, exact] = [
    (await train(false, tiny, 1))[0],
    (await train(true, tiny, 1))[0],
    (await train(false, tiny, 1, 'f32'))[0],
  ];
  if (!plain || !scaled || !exact) throw new Error('nothing was trained');
  expect(norm(plain.kernels)).toBe(0);
  expect(scaled.counts).toBe(1);
  expect(norm(exact.kernels)).toBeGreaterThan(0);
  expect(off(scaled.kernels, exact.kernels)).toBeLessThan(2 * HALF);
});

test('an update whose gradient is too large is left out, and the scale halved until it fits', async () => {
  const runs = await train(true, 40, 12);
  const fits = runs.findIndex(({ counts }) => counts === 1);
  expect(fits).toBeGreaterThan(2);
  for (const [run, { counts, change, measured, scaling }] of runs.entries()) {
    if (run > fits) break;
    expect(counts).toBe(run === fits ? 1 : 0);
    expect(scaling).toEqual(run === fits ? [-run, 1] : [-run - 1, 0]);
    expect(norm(change) > 0).toBe(run === fits);
    expect(measured === 0).toBe(run < fits);
  }
});

test('where there are no 16-bit floats, and where nothing could be stored as such, it is refused', () => {
  expect(() => devices.wasm.open(trainee(true))).toThrow(
    "program 'train' stores images as 16-bit floats, which WebAssembly has not; take 'f32', or a GPU",
  );
  const plan = planImageNetwork(image(4, 4, 2), [{ kind: 'dense', units: 2 }]);
  const setup = trainee(true);
  const [agent] = setup.agents as [PopulationSetup['agents'][0]];
  const dense = { ...setup, agents: [{ ...agent, plans: { net: plan } }] };
  expect(() => devices.gpu.open(dense)).toThrow(
    "network 'net' has no images between layers that could be stored as 16-bit floats",
  );
});
