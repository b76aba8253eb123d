import { defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import { type Shape, sizeOf } from '#core/shape.ts';
import { type ImageLayer, planImageNetwork } from '#networks/image-network.ts';
import type { Plan } from '#networks/plan.ts';
import { openDevice } from '../compute/devices.ts';
import { numbers } from '../compute/plans.ts';
import { peakCase } from './kernels.ts';
import { type Case, measure } from './measure.ts';
import type { Section } from './sections.ts';

const BATCH = 64;
const INPUTS: Shape = { kind: 'image', height: 32, width: 32, channels: 3 };
const CLASSES = 20;

const block = (channels: number): ImageLayer[] => [
  { kind: 'convolution', channels, size: 3, padding: 1 },
  { kind: 'groupNorm', groups: 8 },
  { kind: 'relu' },
  { kind: 'maxPool', size: 2 },
];

/** Three blocks of convolution, GroupNorm, ReLU and pooling of 16, 32 and 64 channels, pooled, to 20 classes. */
const PLAN = planImageNetwork(INPUTS, [
  ...block(16),
  ...block(32),
  ...block(64),
  { kind: 'globalPool' },
  { kind: 'dense', units: CLASSES },
]);

/** Forward, back and a step of Adam over a minibatch of images. Times per network. */
export const images: Section = {
  title: 'Image classifier on the wasm device, 32 px, 16-32-64, batch 64, one thread',
  async run() {
    const device = await openDevice(1);
    const cases = [
      await peakCase(),
      forwardCase(device),
      ...[1, 8].map((n) => stepCase(device, n)),
    ];
    const result = measure(cases, 7);
    device.dispose();
    return result;
  },
};

function forwardCase(device: Device): Case {
  const population = open(device, 1);
  return {
    name: 'forward',
    units: 1,
    flops: 2 * forwardProducts(PLAN),
    work: () => void population.run('look', 0),
  };
}

function stepCase(device: Device, size: number): Case {
  const population = open(device, size);
  let step = 0;
  return {
    name: `forward, back, Adam, ${size} network${size === 1 ? '' : 's'}`,
    units: size,
    flops: 2 * (3 * forwardProducts(PLAN) - firstProducts(PLAN)),
    work: () => void population.run('learn', step++),
  };
}

function open(device: Device, size: number) {
  const pixels = sizeOf(INPUTS);
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [
      defineProgram('look', (p) => {
        p.output('y', p.forward('net', p.input('x', BATCH, pixels)));
      }),
      defineProgram('learn', (p) => {
        const y = p.forward('net', p.input('x', BATCH, pixels));
        p.backward(y, p.input('dy', BATCH, CLASSES));
        p.adam('net', 1e-3);
      }),
    ],
    replay: null,
    agents: Array.from({ length: size }, (_, slot) => ({
      parentSlot: slot,
      plans: { net: PLAN },
      inheritance: { net: { kind: 'initialise' as const, key: [slot, 1] as const } },
      hyperparameters: {},
      key: [slot, 2] as const,
    })),
  });
  const x = numbers(BATCH * pixels, 5, 2);
  const dy = numbers(BATCH * CLASSES, 6, 0.01);
  for (let slot = 0; slot < size; slot++) {
    population.write('look', 'x', slot, x);
    population.write('learn', 'x', slot, x);
    population.write('learn', 'dy', slot, dy);
  }
  return population;
}

/** Multiply-adds of a layer over a minibatch. */
function products(layer: Plan['layers'][number]): number {
  if (layer.kind === 'dense') return BATCH * layer.weights.rows * layer.weights.columns;
  if (layer.kind !== 'convolution') return 0;
  return BATCH * layer.weights.rows * sizeOf(layer.output);
}

const forwardProducts = ({ layers }: Plan) =>
  layers.reduce((sum, layer) => sum + products(layer), 0);

/** The gradient with respect to the images is not computed. */
const firstProducts = ({ layers: [first] }: Plan) => (first ? products(first) : 0);
