import { test } from 'vitest';
import type { Device } from '#compute/device.ts';
import type { Shape } from '#core/shape.ts';
import { type ImageLayer, planImageNetwork } from '#networks/image-network.ts';
import type { Plan } from '#networks/plan.ts';
import golden from '../reference/convolution.json' with { type: 'json' };
import { expectClose } from './close.ts';
import { runNetwork } from './run-network.ts';

const image = (height: number, width: number, channels: number): Shape => ({
  kind: 'image',
  height,
  width,
  channels,
});

/** Arrays within arrays, as numbers one after the other. */
const flat = (nested: unknown): Float32Array =>
  Float32Array.from((nested as number[]).flat(Number.POSITIVE_INFINITY as 1));

/** A recorded layer with its inputs, output and gradients. */
interface Recorded {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly output: unknown;
  readonly gradOutput: unknown;
  readonly gradients: Readonly<Record<string, unknown>>;
}

const RECORDED: readonly (readonly [name: string, ImageLayer, Recorded])[] = [
  ...[...golden.conv2dSame, ...golden.conv2dValid].map((each) => {
    const { kernelSize: size, stride: step, padding } = each;
    const layer = {
      kind: 'convolution',
      channels: each.inputs.bias.length,
      size,
      step,
      padding: padding === 'same' ? (size - 1) / 2 : 0,
      biases: true,
    } as const;
    return [`convolution, ${size} × ${size}, step ${step}, ${padding}`, layer, each] as const;
  }),
  ...golden.maxPool.map(
    (each) => [`maxPool, ties ${each.ties}`, { kind: 'maxPool', size: each.size }, each] as const,
  ),
  ...golden.groupNorm.map(
    (each) =>
      [
        `groupNorm, ${each.groups} groups`,
        { kind: 'groupNorm', groups: each.groups },
        each,
      ] as const,
  ),
  ['relu', { kind: 'relu' }, golden.relu],
  ...golden.globalAverageMaxPool.map(
    (each) => [`globalPool, ties ${each.ties}`, { kind: 'globalPool' }, each] as const,
  ),
  ...golden.flattenDense.map(
    (each) =>
      ['flatten and dense', { kind: 'dense', units: each.inputs.bias.length }, each] as const,
  ),
];

/** A plan's slab with such numbers in its tensors, in order. */
function slabOf(plan: Plan, tensors: readonly Float32Array[]): Float32Array {
  const slab = new Float32Array(plan.length);
  for (const [i, { rows, columns, stride, offset }] of plan.tensors.entries())
    for (let row = 0; row < rows; row++)
      slab.set(
        (tensors[i] as Float32Array).subarray(row * columns, (row + 1) * columns),
        offset + row * stride,
      );
  return slab;
}

/** Holds image layers on a device to PyTorch's results. */
export function imageLayersOfPyTorch(device: () => Device): void {
  test.each(RECORDED)('%s', async (_, layer, { inputs, output, gradOutput, gradients }) => {
    const x = inputs['x'] as number[][][][];
    const { length: height } = x[0] as number[][][];
    const shape = image(height, x[0]?.[0]?.length as number, x[0]?.[0]?.[0]?.length as number);
    const plan = planImageNetwork(shape, [layer]);
    const parameters = ['kernel', 'scale', 'bias'].filter((name) => name in inputs);
    const slab = slabOf(
      plan,
      parameters.map((name) => flat(inputs[name])),
    );
    const result = await runNetwork(
      device(),
      plan,
      slab,
      x.length,
      flat(x),
      flat(gradOutput),
      null,
    );
    expectClose(result.output, flat(output), 1e-5);
    expectClose(result.inputGradient, flat(gradients['x']), 1e-5);
    const expected = slabOf(
      plan,
      parameters.map((name) => flat(gradients[name])),
    );
    expectClose(result.gradients, expected, 1e-5);
  });

  test('a small classifier: logits and all gradients', async () => {
    for (const { groups, parameters, x, logits, gradients, gradX, targets } of golden.tinyNet) {
      const [first] = x as number[][][][];
      const block = (channels: number): ImageLayer[] => [
        { kind: 'convolution', channels, size: 3, padding: 1, biases: true },
        { kind: 'groupNorm', groups },
        { kind: 'relu' },
        { kind: 'maxPool', size: 2 },
      ];
      const plan = planImageNetwork(
        image(
          first?.length as number,
          first?.[0]?.length as number,
          first?.[0]?.[0]?.length as number,
        ),
        [
          ...block(parameters.conv1.bias.length),
          ...block(parameters.conv2.bias.length),
          { kind: 'globalPool' },
          { kind: 'dense', units: parameters.head.bias.length },
        ],
      );
      const inOrder = (of: typeof parameters) =>
        slabOf(
          plan,
          [
            of.conv1.kernel,
            of.conv1.bias,
            of.norm1.scale,
            of.norm1.bias,
            of.conv2.kernel,
            of.conv2.bias,
            of.norm2.scale,
            of.norm2.bias,
            of.head.kernel,
            of.head.bias,
          ].map(flat),
        );
      const z = flat(logits);
      const y = flat(targets);
      const gradient = z.map(
        (logit, i) => (1 / (1 + Math.exp(-logit)) - (y[i] as number)) / z.length,
      );
      const result = await runNetwork(
        device(),
        plan,
        inOrder(parameters),
        x.length,
        flat(x),
        gradient,
        null,
      );
      expectClose(result.output, z, 1e-5);
      expectClose(result.gradients, inOrder(gradients), 1e-4);
      expectClose(result.inputGradient, flat(gradX), 1e-4);
    }
  });

  test('AgileRL’s evolvable convolutional network', async () => {
    for (const each of golden.evolvableCnn) {
      const [height, width, channels] = each.inputShape as [number, number, number];
      const layers = each.channelSize.flatMap((units, i): ImageLayer[] => [
        {
          kind: 'convolution',
          channels: units,
          size: each.kernelSize[i] as number,
          step: each.strideSize[i] as number,
          biases: true,
        },
        { kind: 'relu' },
      ]);
      const plan = planImageNetwork(image(height, width, channels), [
        ...layers,
        { kind: 'dense', units: each.outputs },
        { kind: 'relu' },
      ]);
      const inOrder = (of: readonly { kernel: unknown; bias: unknown }[]) =>
        slabOf(
          plan,
          of.flatMap(({ kernel, bias }) => [flat(kernel), flat(bias)]),
        );
      const result = await runNetwork(
        device(),
        plan,
        inOrder(each.layers),
        each.x.length,
        flat(each.x),
        flat(each.gradOutput),
        null,
      );
      expectClose(result.output, flat(each.output), 1e-5);
      expectClose(result.gradients, inOrder(each.gradients), 1e-5);
      expectClose(result.inputGradient, flat(each.gradX), 1e-5);
    }
  });
}
