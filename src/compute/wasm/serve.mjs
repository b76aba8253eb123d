// @ts-check

/**
 * A helping thread's work, until the device is disposed of. A thread in which it fails raises the alarm, so that no
 * thread waits for it. In plain JavaScript, which threads of Node's and of a browser's read alike.
 *
 * @param {WebAssembly.Module} module
 * @param {WebAssembly.Memory} memory Shared.
 * @param {number} thread From 1 on.
 * @param {import('./crew.ts').Alarm} alarm
 * @param {() => void} onReady Called when the thread can be counted on.
 */
export function serve(module, memory, thread, alarm, onReady) {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  onReady();
  try {
    /** @type {(thread: number) => void} */ (exports['serve'])(thread);
  } catch (error) {
    const words = new Int32Array(memory.buffer);
    Atomics.store(words, alarm.broken, thread);
    Atomics.add(words, alarm.done, 1);
    Atomics.notify(words, alarm.done);
    throw error;
  }
}
