/** A helping thread in a browser: told once what to do, it stays inside WebAssembly until the device is disposed of. */
import type { ThreadStart } from './create-browser.ts';

self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const { module, memory, thread, alarm } = data;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  self.postMessage('ready');
  try {
    (exports['serve'] as (thread: number) => void)(thread);
    self.close();
  } catch (error) {
    const words = new Int32Array(memory.buffer);
    Atomics.store(words, alarm.broken, thread);
    Atomics.add(words, alarm.done, 1);
    Atomics.notify(words, alarm.done);
    throw error;
  }
};
