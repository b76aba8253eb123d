import * as tf from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
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
