import { afterEach, expect, test, vi } from 'vitest';
import type { DevicePopulation } from '#compute/device.ts';
import { probeAdapter } from '#compute/webgpu/adapter.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import {
  DQN_NETWORKS,
  dqnAgent,
  dqnProgram,
  transitionFields,
  transitions,
} from '../../compute/dqn-population.ts';
import { plainPlan } from '../../compute/plans.ts';

afterEach(() => vi.restoreAllMocks());

const SETUP = {
  networks: DQN_NETWORKS,
  programs: [dqnProgram(true, 4)],
  replay: { capacity: 100, fields: transitionFields(4) },
  agents: [dqnAgent(plainPlan({ widths: [4, 8, 2] }))],
};

/** The WebGPU device that is made while this is on. */
function caught(): { device: GPUDevice | null } {
  const found: { device: GPUDevice | null } = { device: null };
  const request = GPUAdapter.prototype.requestDevice;
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
    this: GPUAdapter,
    descriptor,
  ) {
    found.device = await request.call(this, descriptor);
    return found.device;
  });
  return found;
}

function populate(population: DevicePopulation): DevicePopulation {
  population.remember(60, transitions(60, 4, 1));
  return population;
}

test('a device that is lost rejects what waits, throws afterwards, and another can be opened', async () => {
  for (const steps of [3, 30]) {
    const found = caught();
    const gpu = await openWebgpuDevice();
    const population = populate(gpu.open(SETUP));
    for (let step = 0; step < steps; step++) await population.run('learn', step);
    const reads = [
      population.read('learn', 'loss', 0),
      population.weights(0, 'online'),
      population.snapshot(),
    ].map((pending) => expect(pending).rejects.toThrow('the GPU has failed'));
    found.device?.destroy();
    await Promise.all(reads);
    expect((await gpu.lost).reason).toBe('destroyed');
    expect(() => population.run('learn', 0)).toThrow('the GPU has failed: ');
    expect(() => population.remember(1, transitions(1, 4, 1))).toThrow('the GPU has failed');
    expect(() => gpu.open(SETUP)).toThrow('the GPU has failed');
    population.dispose();
    gpu.dispose();
    vi.restoreAllMocks();
  }
  const gpu = await openWebgpuDevice();
  const population = populate(gpu.open(SETUP));
  await population.run('learn', 0);
  expect(await population.read('learn', 'loss', 0)).toHaveLength(1);
  gpu.dispose();
});

test('what WebGPU refuses ends the device with its words', async () => {
  const found = caught();
  const gpu = await openWebgpuDevice();
  const population = populate(gpu.open(SETUP));
  found.device?.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
  const { reason, message } = await gpu.lost;
  expect(reason).toBe('error');
  expect(() => population.run('learn', 0)).toThrow(message);
  gpu.dispose();
});

test('a device that is disposed of is not lost, and its populations say so', async () => {
  const gpu = await openWebgpuDevice();
  const population = populate(gpu.open(SETUP));
  const waiting = expect(population.read('learn', 'loss', 0)).rejects.toThrow('disposed of');
  gpu.dispose();
  await waiting;
  expect(() => population.run('learn', 0)).toThrow('the device has been disposed of');
  const lost = await Promise.race([gpu.lost, new Promise((resolve) => setTimeout(resolve, 50))]);
  expect(lost).toBeUndefined();
});

test('without an adapter there is an error that says so, and no other backend', async () => {
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  expect(await probeAdapter()).toEqual({
    available: false,
    reason: 'WebGPU is there, but it gives no adapter to a GPU',
  });
  await expect(openWebgpuDevice()).rejects.toThrow('there is no GPU to run on: WebGPU is there');
});

test('an adapter that goes away after it was looked at is an error, not WebGL', async () => {
  const request = navigator.gpu.requestAdapter.bind(navigator.gpu);
  let asked = 0;
  vi.spyOn(navigator.gpu, 'requestAdapter').mockImplementation((options) =>
    asked++ === 0 ? request(options) : Promise.resolve(null),
  );
  vi.spyOn(console, 'warn').mockReturnValue(); // tfjs says it there, too
  await expect(openWebgpuDevice()).rejects.toThrow("tfjs could not open its backend 'webgpu'");
});

test('what is too large for the GPU is refused with what to lower', async () => {
  const gpu = await openWebgpuDevice();
  expect(gpu.adapter.isFallbackAdapter).toBe(true);
  expect(gpu.misfit(SETUP)).toBeNull();
  const { maxStorageBufferBindingSize } = gpu.limits;
  const remembering = {
    ...SETUP,
    replay: { ...SETUP.replay, capacity: maxStorageBufferBindingSize },
  };
  expect(gpu.misfit(remembering)).toContain('lower the replay capacity');
  expect(() => gpu.open(remembering)).toThrow('lower the replay capacity');
  const batch = { ...(SETUP.agents[0] as ReturnType<typeof dqnAgent>) };
  const wide = {
    ...SETUP,
    agents: [{ ...batch, hyperparameters: { ...batch.hyperparameters, batchSize: 20_000_000 } }],
  };
  expect(gpu.misfit(wide)).toContain('lower the population size, the batch size or the widths');
  gpu.dispose();
});
