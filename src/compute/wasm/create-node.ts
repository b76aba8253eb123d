import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Device } from '../device.ts';
import { ALARM, type RunningThread } from './crew.ts';
import { openWasmDevice, type WasmDeviceOptions } from './device.ts';

/** The `wasm` device in Node. The kernels must be built: `node src/compute/wasm/build-kernels.mjs`. */
export function createWasmDevice(options?: WasmDeviceOptions): Promise<Device> {
  return openWasmDevice(
    {
      module: async (name) =>
        WebAssembly.compile(await readFile(new URL(`./build/${name}.wasm`, import.meta.url))),
      startThread,
      maySleep: true,
    },
    options,
  );
}

/** Starts a helping thread in a worker of Node's. */
export function startThread(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  thread: number,
): Promise<RunningThread> {
  const worker = new Worker(new URL('./thread-node.mjs', import.meta.url), {
    workerData: { module, memory, thread, alarm: ALARM },
    execArgv: [],
  });
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve({ terminate: () => void worker.terminate() }));
    worker.once('error', reject);
  });
}
