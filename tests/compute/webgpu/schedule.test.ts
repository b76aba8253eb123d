import { expect, test } from 'vitest';
import type { PopulationSetup } from '#compute/device.ts';
import { draw } from '#compute/webgpu/blueprint.ts';
import { type Kernel, kernel } from '#compute/webgpu/kernels/kernel.ts';
import { misfit } from '#compute/webgpu/limits.ts';
import { schedule } from '#compute/webgpu/schedule.ts';
import { DQN_NETWORKS, dqnAgent, dqnProgram, transitionFields } from '../dqn-population.ts';
import { plainPlan } from '../plans.ts';

const one = (together = false): Kernel =>
  kernel({ operands: 1, groups: () => 1, body: '', together });
/** Dense, norm, and one whose calls may go together. */
const [DENSE, NORM, GATHER] = [1, 2, 3];
const KERNELS = new Map([
  [DENSE, one()],
  [NORM, one()],
  [GATHER, one(true)],
]);

/** A program of these opcodes, each told its place as its only operand. */
const program = (...opcodes: number[]): number[] => [
  ...opcodes.flatMap((opcode, i) => [opcode, 3, i]),
  0,
];
const opcodesOf = (agents: readonly number[][]) =>
  schedule(agents, KERNELS).map(({ opcode }) => opcode);

test('equal programs go side by side', () => {
  const agents = Array.from({ length: 5 }, () => program(DENSE, NORM, DENSE));
  const steps = schedule(agents, KERNELS);
  expect(steps.map(({ opcode }) => opcode)).toEqual([DENSE, NORM, DENSE]);
  for (const { calls } of steps) expect(calls.map(({ slot }) => slot)).toEqual([0, 1, 2, 3, 4]);
});

test('a shorter program costs no step of its own', () => {
  const long = program(DENSE, NORM, DENSE, NORM, DENSE, NORM, DENSE, DENSE);
  const short = program(DENSE, NORM, DENSE, NORM, DENSE, DENSE);
  expect(opcodesOf([short, long, short])).toHaveLength(8);
  expect(opcodesOf([program(DENSE, DENSE), program(DENSE, NORM, DENSE)])).toHaveLength(3);
});

test('every agent does what it has to, in its own order', () => {
  let state = 7;
  const random = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % n;
  };
  for (let round = 0; round < 50; round++) {
    const agents = Array.from({ length: 6 }, () =>
      program(...Array.from({ length: random(9) }, () => 1 + random(3))),
    );
    const done = agents.map((): number[] => []);
    for (const { opcode, calls } of schedule(agents, KERNELS))
      for (const { slot, operands } of calls) done[slot]?.push(opcode, 3, ...operands);
    expect(done.map((words) => [...words, 0])).toEqual(agents);
  }
});

test('calls that do not depend on each other are one step', () => {
  const steps = schedule([program(GATHER, GATHER, DENSE), program(GATHER, DENSE)], KERNELS);
  expect(steps.map(({ calls }) => calls.length)).toEqual([3, 2]);
});

test('what no kernel can do is refused', () => {
  expect(() => schedule([[99, 2, 0]], KERNELS)).toThrow('no WGSL kernel of opcode 99');
  expect(() => schedule([[DENSE, 2, 0]], KERNELS)).toThrow(
    'has 0 operands, its WGSL kernel takes 1',
  );
});

const setupOf = (size: number, capacity = 100): PopulationSetup => ({
  networks: DQN_NETWORKS,
  programs: [dqnProgram(true, 4)],
  replay: { capacity, fields: transitionFields(4) },
  agents: Array.from({ length: size }, (_, slot) => {
    const hidden = Array.from({ length: 1 + (slot % 3) }, () => 8);
    return dqnAgent(plainPlan({ widths: [4, ...hidden, 2], layerNorm: 'affine' }), slot);
  }),
});

test('the steps of a ragged population do not grow with it', () => {
  const steps = (size: number) => {
    const setup = setupOf(size);
    return draw(setup, setup.agents).programs.get('learn')?.steps.length;
  };
  expect(steps(64)).toBe(steps(3));
  expect(steps(256)).toBe(steps(3));
});

test('what does not fit is said in words, with what to lower', () => {
  const limits = {
    maxBufferSize: 1 << 20,
    maxStorageBufferBindingSize: 1 << 19,
    maxComputeWorkgroupsPerDimension: 65535,
  };
  expect(misfit(setupOf(3), limits)).toBeNull();
  expect(misfit(setupOf(3, 20_000), limits)).toBe(
    'a replay buffer of 20,000 transitions needs 1 MB, and this GPU has room for 11,915 transitions; lower the replay capacity',
  );
  expect(misfit(setupOf(300), limits)).toContain(
    'this GPU allows 1 MB; lower the population size, the batch size or the widths of the networks',
  );
  expect(misfit(setupOf(300), { ...limits, maxComputeWorkgroupsPerDimension: 200 })).toBe(
    '300 agents are more than the 200 that this GPU takes at once; lower the population size',
  );
});
