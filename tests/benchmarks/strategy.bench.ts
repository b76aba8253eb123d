import { sizeOf } from '#core/shape.ts';
import type { Plan } from '#networks/plan.ts';
import { openDevice } from '../compute/devices.ts';
import { minibatches, ourSteps, type Sizes, theirSteps } from './classifier.ts';
import { peakCase } from './kernels.ts';
import { type Case, measure } from './measure.ts';
import type { Section } from './sections.ts';
import { openTfjs } from './tfjs/backend.ts';

const SIZES: Sizes = { size: 32, classes: 20, channels: [16, 32, 64], groups: 8, batch: 64 };
const MINIBATCHES = 16;
const ONE = '1 row';
const EIGHT = '8 rows';
const ROWS = 8;

/** Steps of training: images changed, forward, back, clip, optimizer, averages. Times per row. */
export const strategySteps: Section = {
  title: 'Strategy step: image classifiers, 32 px, 16-32-64, 20 classes, batch 64, one thread',
  async run() {
    const device = await openDevice(1);
    const description = await openTfjs('wasm');
    const rivals = [
      ['its own gradients', await theirSteps(device, SIZES, 'tfjs')],
      ['gradients by hand', await theirSteps(device, SIZES, 'hand')],
    ] as const;
    const next = minibatches(SIZES, MINIBATCHES);
    const ours = (
      [
        [ONE, 1],
        [EIGHT, ROWS],
      ] as const
    ).map(([name, rows]): Case => {
      const { step, plan } = ourSteps(device, SIZES, rows);
      return {
        name,
        units: rows,
        flops: flopsOf(plan, SIZES.batch),
        work: () => void step(next()),
      };
    });
    const theirs = rivals.map(
      ([name, { step }]): Case => ({
        name: `tfjs ${description}, ${name}`,
        units: 1,
        work: () => step(next()),
      }),
    );
    const result = measure([await peakCase(), ...ours, ...theirs], 5);
    for (const [, { rival }] of rivals) rival.dispose();
    device.dispose();
    return result;
  },
  compare(measured) {
    const leastOf = (name: string) => measured.get(name)?.leastMs ?? Number.NaN;
    const one = leastOf(ONE);
    const rivals = [...measured.keys()].filter((name) => name.startsWith('tfjs'));
    return [
      `eight rows: ${((ROWS * leastOf(EIGHT)) / one).toFixed(2)} × one row`,
      ...rivals.map((name) => `${name}: ${(leastOf(name) / one).toFixed(1)} × one row`),
    ];
  },
};

/**
 * Floating-point operations of a step: products forward and back, but none to the images; nothing else is counted.
 * Convolutions count as sums over their kernels: tiles need fewer operations, so a share of the peak can be more than
 * all of it.
 */
function flopsOf({ layers }: Plan, batch: number): number {
  const products = layers.map((layer) => {
    if (layer.kind === 'dense') return batch * layer.weights.rows * layer.weights.columns;
    return layer.kind === 'convolution' ? batch * layer.weights.rows * sizeOf(layer.output) : 0;
  });
  return 2 * (3 * products.reduce((sum, each) => sum + each, 0) - (products[0] ?? 0));
}
