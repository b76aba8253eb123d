import { expect, test } from 'vitest';

test('the tests see what the page sees: isolated, with shared memory', () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  expect(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer).toBeInstanceOf(
    SharedArrayBuffer,
  );
});

test('there is a software WebGPU adapter to test kernels on', async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter?.info.vendor).toBe('google');
});
