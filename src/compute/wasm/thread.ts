/** A helping thread in a browser: told once what to do, it stays inside WebAssembly until the device is disposed of. */
import type { ThreadStart } from './create-browser.ts';

self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const { module, memory, thread } = data;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  self.postMessage('ready');
  (exports['serve'] as (thread: number) => void)(thread);
  self.close();
};
