/** A helping thread in Node: it stays inside WebAssembly until the device is disposed of. */
import { parentPort, workerData } from 'node:worker_threads';

const { module, memory, thread, alarm } = workerData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
parentPort.postMessage('ready');
try {
  exports.serve(thread);
} catch (error) {
  const words = new Int32Array(memory.buffer);
  Atomics.store(words, alarm.broken, thread);
  Atomics.add(words, alarm.done, 1);
  Atomics.notify(words, alarm.done);
  throw error;
}
