import type { Device } from '../device.ts';
import { ALARM, type RunningThread, type ThreadStart } from './crew.ts';
import { openWasmDevice, type WasmDeviceOptions } from './device.ts';

const BINARIES = {
  kernels: new URL('./build/kernels.wasm', import.meta.url),
  'kernels-threads': new URL('./build/kernels-threads.wasm', import.meta.url),
};

/** The `wasm` device in a browser. Threads need a page that is cross-origin isolated. */
export function createWasmDevice(options?: WasmDeviceOptions): Promise<Device> {
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
