import type { DeviceEntry, DeviceKind } from '#core/catalog.ts';

export const deviceTitle = (kind: DeviceKind): string =>
  kind === 'wasm' ? 'WebAssembly' : 'WebGPU';

/** Words on how repeatable a run on a device is: one or two, and a sentence. */
const PROMISE: Readonly<Record<DeviceKind, readonly [brief: string, whole: string]>> = {
  wasm: [
    'exact',
    'Exact: the same link gives the same run, bit for bit, in every browser, on every machine, with any number of threads.',
  ],
  webgpu: [
    'repeatable here',
    'Repeatable on this device: other graphics hardware may round differently.',
  ],
};

/** The same of a run that was computed on several devices. */
export const promiseOf = (kind: DeviceKind, isMixed: boolean): (typeof PROMISE)[DeviceKind] =>
  kind === 'wasm' && isMixed ? PARTLY : PROMISE[kind];

const PARTLY = [
  'partly GPU',
  'Some of this run was computed on a GPU, so the same link may give a run that differs a little.',
] as const;

/** Words on the GPU before a run asks for it. */
export function gpuWords(devices: readonly DeviceEntry[]): string {
  const gpu = devices.find(({ kind }) => kind === 'webgpu');
  if (!gpu) return 'The GPU is being looked for.';
  return gpu.available
    ? `GPU: ${gpu.description}.`
    : `No GPU can be used here: ${gpu.description}.`;
}
