/** A helping thread in a browser: told once what to do, it stays inside WebAssembly until the device is disposed of. */
import type { ThreadStart } from './crew.ts';
import { serve } from './serve.mjs';

self.onmessage = ({ data }: MessageEvent<ThreadStart>) => {
  const { module, memory, thread, alarm } = data;
  serve(module, memory, thread, alarm, () => self.postMessage('ready'));
  self.close();
};
