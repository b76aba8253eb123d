import type { DeviceEntry, DeviceKind } from '#core/catalog.ts';

export const deviceTitle = (kind: DeviceKind): string =>
  kind === 'wasm' ? 'WebAssembly' : 'WebGPU';

/** What a device promises of a run, in a word or two, and in a sentence. */
export const PROMISE: Readonly<Record<DeviceKind, readonly [brief: string, whole: string]>> = {
  wasm: [
    'exact',
    'Exact: the same link gives the same run, bit for bit, in every browser, on every machine, with any number of threads.',
  ],
  webgpu: [
    'repeatable here',
    'Repeatable on this device: other graphics hardware may round differently.',
  ],
};

/** What is known of the GPU before a run asks for it. */
export function gpuWords(devices: readonly DeviceEntry[]): string {
  const gpu = devices.find(({ kind }) => kind === 'webgpu');
  if (!gpu) return 'The GPU is being looked for.';
  return gpu.available
    ? `GPU: ${gpu.description}.`
    : `No GPU can be used here: ${gpu.description}.`;
}
