import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { PopulationSetup } from '#compute/device.ts';
import { openWebgpuDevice } from '#compute/webgpu/create.ts';
import {
  DQN_NETWORKS,
  dqnAgent,
  dqnProgram,
  transitionFields,
  transitions,
} from '../../compute/dqn-population.ts';
import { plainPlan } from '../../compute/plans.ts';

/** Two architectures in turn. */
const setupOf = (size: number) => ({
  networks: DQN_NETWORKS,
  programs: [dqnProgram(true, 4)],
  replay: { capacity: 100, fields: transitionFields(4) },
  agents: Array.from({ length: size }, (_, slot) =>
    dqnAgent(
      plainPlan(
        slot % 2 === 0
          ? { widths: [4, 8, 6, 2], activation: 'tanh' }
          : { widths: [4, 5, 2], layerNorm: 'affine' },
      ),
      slot,
    ),
  ),
});

test('an update of 64 agents is as many dispatches, in as many submissions, as one of two', async () => {
  const gpu = await openWebgpuDevice();
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
  const submit = vi.spyOn(GPUQueue.prototype, 'submit');
  const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
  const counts = [];
  for (const size of [2, 64]) {
    const population = gpu.open(setupOf(size));
    population.remember(60, transitions(60, 4, 1));
    await population.read('learn', 'loss', 0);
    vi.clearAllMocks();
    for (let step = 0; step < 16; step++) await population.run('learn', step);
    counts.push({
      dispatches: dispatch.mock.calls.length / 16,
      submissions: submit.mock.calls.length,
    });
    expect(map).not.toHaveBeenCalled();
    await population.read('learn', 'loss', 0);
    population.dispose();
  }
  expect(counts[0]?.submissions).toBe(1);
  expect(counts[0]?.dispatches).toBeGreaterThan(20);
  expect(counts[1]).toEqual(counts[0]);
  vi.restoreAllMocks();
  gpu.dispose();
});

test('runs that belong together go in one submission, however many and whatever is written for them', async () => {
  const gpu = await openWebgpuDevice();
  const submit = vi.spyOn(GPUQueue.prototype, 'submit');
  const written = vi.spyOn(GPUQueue.prototype, 'writeBuffer');
  const rows = 4096;
  const program = defineProgram('add', (p) => {
    const total = p.state('total', rows, 4);
    p.assign(total, p.sum(total, p.input('addend', rows, 4)));
  });
  const setup: PopulationSetup = {
    ...setupOf(2),
    programs: [program],
    replay: null,
    together: { program: 'add', runs: 40 },
  };
  const population = gpu.open(setup);
  await population.read('add', 'total', 0);
  vi.clearAllMocks();
  for (let run = 1; run <= 40; run++) {
    const addend = new Float32Array(rows * 4).fill(run);
    for (let slot = 0; slot < 2; slot++) population.write('add', 'addend', slot, addend); // 2.5 MB in all
    await population.run('add', run);
  }
  expect((await population.read('add', 'total', 1)).at(-1)).toBe(820);
  expect([submit.mock.calls.length, written.mock.calls.length]).toEqual([1, 1]);
  const most = Math.min(gpu.limits.maxBufferSize, 2 ** 30);
  const runs = Math.ceil(most / (2 * rows * 16));
  const tooMany = { ...setup, together: { program: 'add', runs } };
  expect(gpu.misfit(setup)).toBeNull();
  expect(gpu.misfit(tooMany)).toContain(`what is written for ${runs} runs of program 'add' needs`);
  expect(() => gpu.open(tooMany)).toThrow('lower the number of runs between two readings');
  const unknown = { ...setup, together: { program: 'ad', runs: 1 } };
  expect(() => gpu.open(unknown)).toThrow("there is no program 'ad', only 'add'");
  population.dispose();
  vi.restoreAllMocks();
  gpu.dispose();
});

test('values that are read together come in one readback from the second time on', async () => {
  const gpu = await openWebgpuDevice();
  const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
  const population = gpu.open(setupOf(2));
  population.remember(60, transitions(60, 4, 1));
  const counts = [];
  for (let step = 0; step < 3; step++) {
    await population.run('learn', step);
    map.mockClear();
    for (let slot = 0; slot < 2; slot++)
      for (const value of ['loss', 'tdTarget']) await population.read('learn', value, slot);
    counts.push(map.mock.calls.length);
  }
  expect(counts).toEqual([2, 1, 1]);
  map.mockRestore();
  gpu.dispose();
});

test('opening and closing leaves nothing behind, with tfjs nor with us', async () => {
  const gpu = await openWebgpuDevice();
  const made = vi.spyOn(GPUDevice.prototype, 'createBuffer');
  const destroyed = vi.spyOn(GPUBuffer.prototype, 'destroy');
  const cycle = async () => {
    const population = gpu.open(setupOf(3));
    population.remember(60, transitions(60, 4, 1));
    await population.run('learn', 0);
    await population.read('learn', 'loss', 0);
    const { bytes } = population;
    population.dispose();
    return bytes;
  };
  const bytes = await cycle();
  const kernels = tf.getKernelsForBackend('webgpu').length;
  const memory = tf.memory();
  for (let i = 0; i < 20; i++) expect(await cycle()).toBe(bytes);
  expect(tf.memory()).toEqual(memory);
  expect(tf.getKernelsForBackend('webgpu').length).toBe(kernels);
  expect(destroyed.mock.calls.length).toBe(made.mock.calls.length);
  vi.restoreAllMocks();
  gpu.dispose();
});
