import { expect, test } from 'vitest';
import { defineProgram } from '#compute/builder.ts';
import type { Storage } from '#compute/value.ts';
import { draw } from '#compute/webgpu/blueprint.ts';
import { planImageNetwork } from '#networks/image-network.ts';

const ROWS = 5;

/** Bytes on a GPU of a network that is trained, and how many kernels read 16-bit floats. */
function drawn(channels: number, images: Storage) {
  const plan = planImageNetwork({ kind: 'image', height: 16, width: 16, channels: 3 }, [
    { kind: 'convolution', channels, size: 3, padding: 1 },
    { kind: 'groupNorm', groups: 1 },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2 },
    { kind: 'globalPool' },
    { kind: 'dense', units: 2 },
  ]);
  const program = defineProgram(
    'train',
    (p) => p.backward(p.forward('net', p.input('x', ROWS, 768)), p.input('dy', ROWS, 2)),
    { images },
  );
  const agent = {
    parentSlot: 0,
    plans: { net: plan },
    inheritance: { net: { kind: 'initialise', key: [1, 2] } as const },
    hyperparameters: {},
    key: [0, 0] as const,
  };
  const setup = {
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: null,
    agents: [agent],
  };
  const { memoryBytes, programs } = draw(setup, setup.agents);
  const { steps } = programs.get('train') as NonNullable<ReturnType<typeof programs.get>>;
  const halves = steps.filter(({ kernel }) => kernel.wgsl.includes('array<u32>;\nconst OF_HALVES'));
  return { memoryBytes, halves: halves.length };
}

test('images between layers, and the gradients of the largest, take half the memory', () => {
  const [f32, f16] = [drawn(8, 'f32'), drawn(8, 'f16')];
  expect(f32.halves).toBe(0);
  expect(f16.halves).toBe(10); // all but those of the dense layer, and of gradients summed up
  const convolved = ROWS * 16 * 16 * 8;
  const numbers = 2 * convolved + convolved / 4 + 2 * convolved;
  expect(f32.memoryBytes - f16.memoryBytes).toBe(2 * numbers);
});

test('images of an odd number of channels stay in 32 bits', () => {
  expect(() => drawn(7, 'f16')).toThrow('has no images between layers that could be stored');
});
