import { expect, test } from 'vitest';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { dqnFlops } from '#core/flops.ts';
import { createDevices, type GpuHost } from '#engine/devices.ts';
import type { Machine } from '#engine/machine.ts';
import { figureCount, measureMachine } from '#engine/measure.ts';
import type { Measurement } from '#protocol/messages.ts';
import { createFakeGpu } from './fake-gpu.ts';
import { LONE_MACHINE } from './lone-machine.ts';
import { CATALOG } from './small-run.ts';

/** The figures until there is what was asked for. */
async function figuresUntil(
  gpu: GpuHost | null,
  until: (rows: readonly Measurement[]) => boolean,
  machine: Machine = LONE_MACHINE,
  extent: Parameters<typeof measureMachine>[3] = EXTENT,
): Promise<Measurement[]> {
  const wasm = await createWasmDevice({ threads: 1 });
  const rows: Measurement[] = [];
  for await (const row of measureMachine(createDevices(wasm, gpu), CATALOG, machine, extent)) {
    rows.push(row);
    if (until(rows)) break;
  }
  wasm.dispose();
  return rows;
}

const EXTENT = { widths: [16, 32], populations: [1, 4] };
const ONE_CASE = { widths: [16], populations: [1] };
const FIGURES = figureCount(EXTENT);

const of = (rows: readonly Measurement[], contender: Measurement['contender']) =>
  rows.filter((row) => row.contender === contender);

test('devices and TensorFlow.js are measured on the same cases, each with its share of the peak', async () => {
  const rows = await figuresUntil(null, (all) => all.length === FIGURES);
  expect(rows).toHaveLength(FIGURES);
  const cases = of(rows, 'wasm').map(({ width, population }) => [width, population]);
  expect(cases).toEqual([
    [16, 1],
    [16, 4],
    [32, 1],
    [32, 4],
  ]);
  for (const contender of ['wasm', 'tfjs wasm'] as const)
    for (const { width, updatesPerSecond, gflops, peakGflops } of of(rows, contender)) {
      expect(updatesPerSecond).toBeGreaterThan(0);
      const flops = dqnFlops({ widths: [4, width, width, 2] }, 64);
      expect(gflops).toBeCloseTo(((updatesPerSecond ?? 0) * flops) / 1e9, 6);
      expect(peakGflops).toBe(1000);
    }
  // Fewer calls are faster, which is the reason for this device.
  const rate = (contender: Measurement['contender']) =>
    of(rows, contender)[1]?.updatesPerSecond ?? 0;
  expect(rate('wasm')).toBeGreaterThan(rate('tfjs wasm'));
  // A contender that is not there says why, in every case.
  for (const [contender, why] of [
    ['webgpu', 'WebGPU is not offered here'],
    ['tfjs webgpu', 'WebGPU is not offered here'],
    ['tfjs webgl', 'Node has no webgl'],
  ] as const) {
    expect(of(rows, contender)).toHaveLength(cases.length);
    for (const row of of(rows, contender))
      expect(row).toMatchObject({ updatesPerSecond: null, gflops: null, note: why });
  }
});

test('a GPU is measured beside, and what does not fit it says why', async () => {
  const untilGpu = (rows: readonly Measurement[]) => of(rows, 'webgpu').length > 0;
  const [figure] = of(
    await figuresUntil(createFakeGpu(), untilGpu, LONE_MACHINE, ONE_CASE),
    'webgpu',
  );
  expect(figure?.updatesPerSecond).toBeGreaterThan(0);
  expect(figure?.peakGflops).toBeNull();
  expect(figure?.note).toMatch(/how fast it could be was not measured: there is no GPU$/);
  const misfit = 'the replay buffer is too large';
  const [refused] = of(
    await figuresUntil(createFakeGpu({ misfit }), untilGpu, LONE_MACHINE, ONE_CASE),
    'webgpu',
  );
  expect(refused).toMatchObject({ updatesPerSecond: null, note: misfit });
});

test('what would take too long by the case before is left out, with a reason', async () => {
  const slow: Machine = {
    ...LONE_MACHINE,
    openRival: async () => ({
      description: 'slow',
      open: () => ({
        learn() {},
        settle: () => new Promise((resolve) => setTimeout(resolve, 600)),
        dispose() {},
      }),
      close: async () => {},
    }),
  };
  const rows = await figuresUntil(null, (all) => of(all, 'tfjs wasm').length === 2, slow);
  const [one, four] = of(rows, 'tfjs wasm');
  expect(one?.updatesPerSecond).toBeLessThan(2);
  expect(four).toMatchObject({
    updatesPerSecond: null,
    note: expect.stringMatching(/^left out: one update of them all would take about \d seconds$/),
  });
});
