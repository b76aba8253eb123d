import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createDevices, type GpuHost } from '#engine/devices.ts';
import { measureMachine } from '#engine/measure.ts';
import type { Measurement } from '#protocol/messages.ts';
import { createFakeGpu } from './fake-gpu.ts';
import { CATALOG } from './small-run.ts';

/** The figures of the two smallest populations. */
async function firstFigures(gpu: GpuHost | null): Promise<Measurement[]> {
  const wasm = await createWasmDevice({ threads: 1 });
  const rows: Measurement[] = [];
  for await (const row of measureMachine(createDevices(wasm, gpu), CATALOG)) {
    rows.push(row);
    if (rows.length === 4) break;
  }
  wasm.dispose();
  return rows;
}

test('both devices are measured, case by case', async () => {
  const rows = await firstFigures(createFakeGpu());
  expect(rows).toMatchObject([
    { device: 'wasm', width: 64, population: 1 },
    { device: 'webgpu', width: 64, population: 1 },
    { device: 'wasm', width: 64, population: 8 },
    { device: 'webgpu', width: 64, population: 8 },
  ]);
  for (const { updatesPerSecond } of rows) expect(updatesPerSecond).toBeGreaterThan(0);
});

test('a case that cannot be measured says why', async () => {
  expect((await firstFigures(null))[1]).toMatchObject({
    updatesPerSecond: null,
    note: 'WebGPU is not offered here',
  });
  const misfit = 'the replay buffer is too large';
  expect((await firstFigures(createFakeGpu({ misfit })))[1]).toMatchObject({
    updatesPerSecond: null,
    note: misfit,
  });
});
