import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Machine } from '#engine/machine.ts';
import { openRival } from '#tfjs/rivals.ts';

/** A machine of Node: a made-up peak, no GPU, and TensorFlow.js on WebAssembly. */
export const LONE_MACHINE: Machine = {
  cpuPeak: async (threads) => threads * 1e12,
  gpuPeak: () => Promise.reject(new Error('there is no GPU')),
  async openRival(backend) {
    if (backend !== 'wasm') throw new Error(`Node has no ${backend}`);
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    return openRival(backend, `${dirname(main)}/`);
  },
};
