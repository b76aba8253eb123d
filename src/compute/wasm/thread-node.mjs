/** A helping thread in Node: it stays inside WebAssembly until the device is disposed of. */
import { parentPort, workerData } from 'node:worker_threads';

const { module, memory, thread } = workerData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.postMessage('ready');
exports.serve(thread);
