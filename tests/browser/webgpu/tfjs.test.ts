import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTfjs, type Tfjs } from '#compute/webgpu/tfjs.ts';

let tfjs: Tfjs;
beforeAll(async () => {
  tfjs = await openTfjs();
});
afterAll(() => tfjs.close());

const STORAGE = () => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;

test('a buffer of ours is a tfjs tensor, without a copy', async () => {
  const { device } = tfjs;
  const buffer = device.createBuffer({ size: 24, usage: STORAGE() });
  device.queue.writeBuffer(buffer, 0, Float32Array.of(1, 2, 3, 4, 5, 6));
  const tensor = tfjs.tensorOf(buffer, [2, 3]);
  expect(tfjs.bufferOf(tensor)).toBe(buffer);
  const doubled = tf.mul(tensor, 2);
  expect([...(await doubled.data())]).toEqual([2, 4, 6, 8, 10, 12]);
  // tfjs computes with the numbers written to the buffer
  device.queue.writeBuffer(buffer, 0, Float32Array.of(-1));
  const again = tf.mul(tensor, 2);
  expect([...(await again.data())]).toEqual([-2, 4, 6, 8, 10, 12]);
  tf.dispose([tensor, doubled, again]);
  device.queue.writeBuffer(buffer, 0, Float32Array.of(7)); // it is still ours
  expect((await read(buffer))[0]).toBe(7);
  buffer.destroy();
});

test('a tfjs tensor is a buffer to us, without a copy', async () => {
  const computed = tf.add(tf.tensor1d([1, 2, 3]), 0.5);
  const buffer = tfjs.bufferOf(computed);
  expect([...(await read(buffer)).subarray(0, 3)]).toEqual([1.5, 2.5, 3.5]);
  // tfjs computes with the numbers that we write to it
  tfjs.device.queue.writeBuffer(buffer, 0, Float32Array.of(9));
  const doubled = tf.mul(computed, 2);
  expect([...(await doubled.data())]).toEqual([18, 5, 7]);
});

test('what is registered is called as a kernel of tfjs, until it is removed', () => {
  const steps: number[] = [];
  const kernel = tfjs.register('count', ({ step, active }) => {
    steps.push(step);
    expect(active).toEqual(step === 5 ? Uint8Array.of(1, 0) : undefined);
  });
  const names = () => tf.getKernelsForBackend('webgpu').map(({ kernelName }) => kernelName);
  const own = names().filter((name) => name.endsWith('.count'));
  expect(own).toHaveLength(1);
  kernel.call({ step: 4, active: undefined });
  tf.engine().runKernel(own[0] as string, {}, { step: 5, active: Uint8Array.of(1, 0) as never });
  expect(steps).toEqual([4, 5]);
  kernel.remove();
  expect(names()).not.toContain(own[0]);
});

async function read(buffer: GPUBuffer): Promise<Float32Array> {
  const { device } = tfjs;
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
  const staging = device.createBuffer({ size: buffer.size, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  return new Float32Array(staging.getMappedRange());
}
