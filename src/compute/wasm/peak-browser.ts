// A file of its own, however small: the page's policy lets nothing be fetched from within a script.
import KERNEL from './build/peak.wasm?url&no-inline';

/**
 * Floating-point operations a second that the machine makes with `f32x4` on so many threads at once: the limit of every
 * program of WebAssembly. Rejects where a thread does not start.
 */
export async function measurePeak(threads: number): Promise<number> {
  const response = await fetch(KERNEL);
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  const module = await WebAssembly.compile(await response.arrayBuffer());
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./peak-thread.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const rates = await Promise.all(workers.map((worker) => rateOf(worker, module)));
    return rates.reduce((sum, rate) => sum + rate, 0);
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

function rateOf(worker: Worker, module: WebAssembly.Module): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`a thread did not start: ${message}`));
    worker.postMessage(module);
  });
}
