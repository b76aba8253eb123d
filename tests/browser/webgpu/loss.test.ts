import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Device } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-browser.ts';
import { probeAdapter } from '#compute/webgpu/adapter.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import type { RunConfig } from '#core/run-config.ts';
import { createCatalog } from '#engine/catalog.ts';
import { createDevices, type GpuHost } from '#engine/devices.ts';
import { MACHINE } from '#engine/machine-browser.ts';
import type { Event } from '#protocol/messages.ts';
import { evolutionSession } from '../../engine/evolution-session.ts';

const CATALOG = createCatalog([]);
const GENERATIONS = 3;

/** The default preset, so small that a GPU simulated in software is done in a second or two. */
function config(seed: number): RunConfig {
  const preset = CATALOG.presets.find(({ id }) => id === 'cartpole-dqn');
  if (!preset) throw new Error('there is no such preset');
  return {
    ...preset.config,
    seed,
    populationSize: 2,
    generations: GENERATIONS,
    training: {
      ...preset.config.training,
      environmentsPerAgent: 8,
      stepsPerGeneration: 64,
      learningDelay: 0,
    },
    evaluation: { ...preset.config.evaluation, episodes: 1 },
    target: { ...preset.config.target, enabled: false },
  };
}

let wasm: Device;
/** Devices that WebGPU has given out, the newest last. */
const given: GPUDevice[] = [];
const requestDevice = GPUAdapter.prototype.requestDevice;
beforeAll(async () => {
  wasm = await createWasmDevice();
  GPUAdapter.prototype.requestDevice = async function (...wishes) {
    const device = await requestDevice.apply(this, wishes);
    given.push(device);
    return device;
  };
});
afterAll(() => {
  GPUAdapter.prototype.requestDevice = requestDevice;
  wasm.dispose();
});

const host: GpuHost = { probe: probeAdapter, open: openWebgpuDevice };
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A run on the GPU, whose device is destroyed twice, each time so many ms after it began to train. */
async function runWithLosses(seed: number, delays: readonly [number, number]): Promise<Event[]> {
  const events: Event[] = [];
  await new Promise<void>((resolve, reject) => {
    const session = evolutionSession({
      catalog: CATALOG,
      machine: MACHINE,
      devices: createDevices(wasm, host),
      yieldToMessages: () => after(0) as Promise<void>,
      send(event) {
        events.push(event);
        if (event.kind === 'progress') session.command({ kind: 'acknowledge' });
        const losses = events.filter(({ kind }) => kind === 'recovered').length;
        if ((event.kind === 'started' || event.kind === 'recovered') && losses < 2)
          void after(delays[losses] ?? 0).then(() => given.at(-1)?.destroy());
        if (event.kind === 'finished') resolve();
        if (event.kind === 'failed') reject(new Error(event.message));
      },
    });
    session.command({ kind: 'device', choice: 'webgpu' });
    session.command({ kind: 'start', run: 1, config: config(seed), paused: false });
  });
  return events;
}

/**
 * Holds that a real device's end is noticed wherever it comes. That no generation is lost and that the numbers go on as
 * they were is held at twenty points of a run on a simulated GPU (tests/engine/devices.test.ts).
 */
test('six devices destroyed early and late in three runs lose at most the generation in progress', async () => {
  let lost = 0;
  for (const [seed, delays] of [
    [0, 150],
    [100, 0],
    [350, 600],
  ].entries()) {
    const events = await runWithLosses(seed, delays as [number, number]);
    let whole = 0;
    for (const event of events) {
      if (event.kind === 'generation') {
        expect(event.generation).toBe(whole);
        whole = event.generation + 1;
      } else if (event.kind === 'recovered') {
        lost++;
        expect(event.generation).toBeGreaterThanOrEqual(whole - 1);
        whole = event.generation;
      }
    }
    expect(whole).toBe(GENERATIONS);
  }
  expect(lost).toBeGreaterThanOrEqual(4); // a run may end before its second loss
}, 300_000);
