import type { Rival } from '#tfjs/rivals.ts';

/** Peaks and rivals that a machine is measured by, besides the engine's own devices. Each is loaded on demand. */
export interface Machine {
  /** Floating-point operations a second that so many threads make at most. */
  cpuPeak(threads: number): Promise<number>;
  /** The same of the GPU. */
  gpuPeak(): Promise<number>;
  /** A backend of TensorFlow.js. Rejects with the reason where it is not there. */
  openRival(backend: 'wasm' | 'webgl' | 'webgpu'): Promise<Rival>;
}
