/** A helping thread in Node: it stays inside WebAssembly until the device is disposed of. */
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from './serve.mjs';

const { module, memory, thread, alarm } = workerData;
serve(module, memory, thread, alarm, () => parentPort.postMessage('ready'));
