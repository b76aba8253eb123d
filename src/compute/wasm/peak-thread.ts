import { peakOfThread } from './peak.ts';

/** One thread of the measurement in `peak-browser.ts`. */
self.onmessage = async ({ data }: MessageEvent<WebAssembly.Module>) => {
  self.postMessage(await peakOfThread(data));
};
