import type { Device } from '#compute/device.ts';
import type { WebgpuDevice } from '#compute/webgpu/device.ts';
import type { Precision } from '#core/strategy/strategy-config.ts';
import { minibatches, ourSteps, type Sizes } from './classifier.ts';
import { awaited, medians } from './gpu-cases.ts';

interface Extent {
  readonly sizes: Sizes;
  readonly rows: readonly number[];
}

export const FULL: Extent = {
  sizes: { size: 32, classes: 20, channels: [16, 32, 64], groups: 8, batch: 64 },
  rows: [1, 8, 32],
};
export const QUICK: Extent = {
  sizes: { size: 8, classes: 3, channels: [4, 4, 4], groups: 2, batch: 4 },
  rows: [1, 2],
};

/** Times of one step of training of all rows, ms, medians; bytes that the GPU holds. */
interface ClassifierTimes {
  readonly rows: number;
  readonly singleMs: number;
  readonly mixedMs: number;
  readonly wasmMs: number;
  readonly singleBytes: number;
  readonly mixedBytes: number;
}

/** Times a step of image classifiers on the GPU in 32 bits and in mixed precision, and on the machine's CPU. */
export async function timeClassifiers(
  gpu: WebgpuDevice,
  wasm: Device,
  sizes: Sizes,
  rows: number,
  quick: boolean,
): Promise<ClassifierTimes> {
  const next = minibatches(sizes, 16);
  const open = (device: Device, precision: Precision) => {
    const { classifiers, step } = ourSteps(device, sizes, rows, precision);
    const work = awaited(
      () => step(next()),
      () => classifiers.weights(0, 'raw'),
    );
    return { classifiers, work };
  };
  const all = [open(gpu, 'single'), open(gpu, 'mixed'), open(wasm, 'single')] as const;
  const times = await medians(
    all.map(({ work }) => work),
    quick,
  );
  const [singleMs, mixedMs, wasmMs] = times.map(({ ms }) => ms) as [number, number, number]; // one for each
  const [single, mixed] = all;
  const bytes = { singleBytes: single.classifiers.bytes, mixedBytes: mixed.classifiers.bytes };
  for (const { classifiers } of all) classifiers.dispose();
  return { rows, singleMs, mixedMs, wasmMs, ...bytes };
}
