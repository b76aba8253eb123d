import type { Machine } from './machine.ts';

/** The machine as a worker of a page finds it. */
export const MACHINE: Machine = {
  async cpuPeak(threads) {
    const { measurePeak } = await import('#compute/wasm/peak-browser.ts');
    return measurePeak(threads);
  },
  async gpuPeak() {
    const { measurePeak } = await import('#compute/webgpu/peak.ts');
    return measurePeak();
  },
  async openRival(backend) {
    const [{ openRival }, { WASM_PATHS }] = await Promise.all([
      import('#tfjs/rivals.ts'),
      import('#tfjs/wasm-paths.ts'),
    ]);
    return openRival(backend, WASM_PATHS);
  },
};
