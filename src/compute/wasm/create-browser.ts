import type { Device } from '../device.ts';
import { ALARM, type RunningThread, type ThreadStart } from './crew.ts';
import { openWasmDevice, type WasmDeviceOptions } from './device.ts';

const BINARIES = {
  kernels: new URL('./build/kernels.wasm', import.meta.url),
  'kernels-threads': new URL('./build/kernels-threads.wasm', import.meta.url),
};

/** A module whose one function returns a vector of bytes: valid where there is SIMD. */
const WITH_SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** The `wasm` device in a browser. Threads need a page that is cross-origin isolated. */
export async function createWasmDevice(options?: WasmDeviceOptions): Promise<Device> {
  if (typeof WebAssembly === 'undefined')
    throw new Error(
      'This browser does not run WebAssembly, which training needs; it may have been switched off, as by a lockdown mode.',
    );
  if (!WebAssembly.validate(WITH_SIMD))
    throw new Error(
      'This browser’s WebAssembly has no SIMD, which training needs. Take a newer one.',
    );
  return openWasmDevice(
    {
      module: async (name) => {
        const response = await fetch(BINARIES[name]);
        if (!response.ok)
          throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
        return WebAssembly.compile(await response.arrayBuffer());
      },
      startThread: globalThis.crossOriginIsolated ? startThread : null,
      maySleep: typeof document === 'undefined',
    },
    options,
  );
}

function startThread(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  thread: number,
): Promise<RunningThread> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = ({ message }) =>
      reject(new Error(`thread ${thread} did not start: ${message}`));
    const start: ThreadStart = { module, memory, thread, alarm: ALARM };
    worker.postMessage(start);
  });
}
