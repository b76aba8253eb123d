import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import { type ImageLayer, planImageNetwork } from '#networks/image-network.ts';
import { differentiate } from './autograd.ts';
import { expectClose } from './close.ts';
import { openDevice } from './devices.ts';
import { imageLayersOfPyTorch } from './image-suite.ts';
import { numbers, randomSlab } from './plans.ts';
import { runNetwork } from './run-network.ts';

let device: Device;
beforeAll(async () => {
  device = await openDevice();
});
afterAll(() => device.dispose());

const image = (height: number, width: number, channels: number): Shape => ({
  kind: 'image',
  height,
  width,
  channels,
});

async function compare(inputs: Shape, layers: readonly ImageLayer[], rows: number): Promise<void> {
  const plan = planImageNetwork(inputs, layers);
  const slab = randomSlab(plan, 3);
  const input = numbers(rows * sizeOf(inputs), 5, 2);
  const gradient = numbers(rows * plan.outputs, 7);
  const expected = await differentiate(plan, slab, input, gradient);
  const actual = await runNetwork(device, plan, slab, rows, input, gradient, null);
  expectClose(actual.output, expected.output, 5e-5);
  expectClose(actual.alone, actual.output, 0);
  expectClose(actual.gradients, expected.gradients, 5e-5);
  expectClose(actual.inputGradient, expected.inputGradient, 5e-5);
}

describe('layers over images are PyTorch’s', () => imageLayersOfPyTorch(() => device));

describe('layers over images agree with autograd', () => {
  test.each([1, 2, 3, 4, 5, 8, 10])('convolutions from 3 to %i channels', async (channels) => {
    for (const [size, step, padding] of [
      [3, 1, 1],
      [3, 1, 0],
      [4, 2, 0],
      [5, 3, 2],
      [1, 1, 0],
    ] as const)
      for (const biases of [true, false])
        await compare(
          image(9, 7, 3),
          [
            { kind: 'convolution', channels, size, step, padding, biases },
            { kind: 'dense', units: 3 },
          ],
          3,
        );
  });

  test('convolutions over more pixels than are gathered at a time', async () => {
    for (const [height, width] of [
      [13, 17],
      [8, 8],
      [16, 16],
    ] as const)
      await compare(
        image(height, width, 4),
        [
          { kind: 'convolution', channels: 16, size: 3, padding: 1 },
          { kind: 'relu' },
          { kind: 'convolution', channels: 12, size: 3, padding: 1, biases: true },
          { kind: 'globalPool' },
        ],
        2,
      );
  });

  test('convolutions in tiles, with few tiles and with many, in and out of 8 channels and more', async () => {
    for (const [height, width, from, to] of [
      [2, 4, 8, 8],
      [6, 4, 16, 8],
      [10, 8, 8, 24],
      [16, 18, 8, 8],
    ] as const)
      for (const biases of [true, false])
        await compare(
          image(height, width, from),
          [
            { kind: 'convolution', channels: to, size: 3, padding: 1, biases },
            { kind: 'relu' },
            { kind: 'dense', units: 3 },
          ],
          5,
        );
  });

  test('convolutions line by line, of few channels and of large kernels', async () => {
    for (const [height, width, from, size] of [
      [5, 4, 3, 3],
      [7, 8, 3, 5],
      [9, 68, 1, 3],
      [3, 4, 9, 1],
      [40, 32, 3, 3],
    ] as const)
      for (const biases of [true, false])
        await compare(
          image(height, width, from),
          [
            { kind: 'convolution', channels: 16, size, padding: (size - 1) / 2, biases },
            { kind: 'relu' },
            { kind: 'globalPool' },
          ],
          3,
        );
  });

  test.each([
    [4, 1],
    [4, 2],
    [6, 2],
    [6, 3],
    [5, 5],
    [16, 4],
  ])('GroupNorm of %i channels in %i groups', async (channels, groups) => {
    await compare(
      image(5, 4, channels),
      [
        { kind: 'groupNorm', groups },
        { kind: 'dense', units: 3 },
      ],
      4,
    );
    await compare(
      image(5, 4, channels),
      [{ kind: 'groupNorm', groups }, { kind: 'relu' }, { kind: 'dense', units: 3 }],
      4,
    );
  });

  test.each([1, 2, 3, 4, 6, 8])('pooling of %i channels', async (channels) => {
    for (const [height, width, size] of [
      [6, 6, 2],
      [7, 5, 2],
      [9, 10, 3],
    ] as const) {
      await compare(
        image(height, width, channels),
        [
          { kind: 'maxPool', size },
          { kind: 'dense', units: 2 },
        ],
        3,
      );
      await compare(
        image(height, width, channels),
        [{ kind: 'maxPool', size }, { kind: 'relu' }, { kind: 'globalPool' }],
        3,
      );
    }
  });

  test('a small image classifier', async () => {
    const block = (channels: number): ImageLayer[] => [
      { kind: 'convolution', channels, size: 3, padding: 1 },
      { kind: 'groupNorm', groups: 4 },
      { kind: 'relu' },
      { kind: 'maxPool', size: 2 },
    ];
    for (const rows of [1, 5])
      await compare(
        image(16, 16, 3),
        [...block(8), ...block(12), { kind: 'globalPool' }, { kind: 'dense', units: 6 }],
        rows,
      );
  });
});

test('no image depends on how many images are computed with it', async () => {
  const plan = planImageNetwork(image(10, 9, 3), [
    { kind: 'convolution', channels: 6, size: 3, padding: 1, biases: true },
    { kind: 'groupNorm', groups: 2 },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2 },
    { kind: 'globalPool' },
    { kind: 'dense', units: 3 },
  ]);
  const slab = randomSlab(plan, 8);
  const input = numbers(7 * 270, 9);
  const run = (rows: number) =>
    runNetwork(device, plan, slab, rows, input.subarray(0, rows * 270), numbers(rows * 3, 1), null);
  const all = await run(7);
  for (const rows of [1, 2, 4])
    expect((await run(rows)).output).toEqual(all.output.subarray(0, rows * 3));
});

test('what does not fit is refused with the layer and its sizes', () => {
  expect(() =>
    planImageNetwork(image(2, 2, 3), [{ kind: 'convolution', channels: 4, size: 3 }]),
  ).toThrow('layers[0]: kernels of 3 × 3 do not fit into 2 × 2 pixels with 0 zeros around them');
  expect(() => planImageNetwork(image(4, 4, 6), [{ kind: 'groupNorm', groups: 4 }])).toThrow(
    'layers[0]: 6 channels do not make 4 groups',
  );
  expect(() =>
    planImageNetwork(image(4, 4, 6), [{ kind: 'globalPool' }, { kind: 'maxPool', size: 2 }]),
  ).toThrow('layers[1] reads an image, not 12 numbers side by side');
});
