import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { HEAP } from '#compute/lowering/abi.ts';
import { buildKernels } from '#compute/wasm/build-kernels.mjs';

beforeAll(() => buildKernels());

test('what the kernels themselves hold in memory ends before the host’s part of it', async () => {
  const url = new URL('../../src/compute/wasm/build/kernels.wasm', import.meta.url);
  const memory = new WebAssembly.Memory({ initial: 1 });
  await WebAssembly.instantiate(readFileSync(url), { env: { memory } });
  const bytes = new Uint8Array(memory.buffer);
  const last = bytes.findLastIndex((byte) => byte !== 0);
  expect(last).toBeGreaterThan(2048);
  expect(last).toBeLessThan(HEAP);
});
