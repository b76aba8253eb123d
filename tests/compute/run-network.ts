import { expect } from 'vitest';
import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Device } from '#compute/device.ts';
import type { Storage } from '#compute/value.ts';
import { sizeOf } from '#core/shape.ts';
import type { Plan } from '#networks/plan.ts';
import { eachWeight } from './plans.ts';

/**
 * Forward and backward of one network on a device; `alone` is the output of a pass with no way back, which keeps
 * nothing.
 */
export async function runNetwork(
  device: Device,
  plan: Plan,
  slab: Float32Array,
  rows: number,
  input: Float32Array,
  gradient: Float32Array,
  joined: Float32Array | null,
  images: Storage = 'f32',
) {
  const write = (p: Builder) => {
    const x = p.input('x', rows, sizeOf(plan.inputs));
    const second = joined ? p.input('joined', rows, plan.headInputs) : undefined;
    const dy = p.input('dy', rows, plan.outputs);
    p.output('alone', p.forward('net', x, second));
    const y = p.forward('net', x, second);
    const back = p.backwardInput(y, dy);
    p.output('y', y);
    p.output('dx', back.input);
    if (back.joined) p.output('djoined', back.joined);
    // Adam's first moments after one update are a tenth of the gradients
    p.adam('net', 0);
  };
  const program = defineProgram('both', write, { images });
  const population = device.open({
    networks: [{ name: 'net', targetOf: null, trained: true }],
    programs: [program],
    replay: null,
    agents: [
      {
        parentSlot: 0,
        plans: { net: plan },
        inheritance: { net: { kind: 'initialise', key: [1, 2] } },
        hyperparameters: {},
        key: [0, 0],
      },
    ],
  });
  const fresh = await population.snapshot();
  population.restore({
    ...fresh,
    agents: [{ net: { ...fresh.agents[0]?.['net'], weights: slab } as never }],
  });
  population.write('both', 'x', 0, input);
  population.write('both', 'dy', 0, gradient);
  if (joined) population.write('both', 'joined', 0, joined);
  await population.run('both', 0);
  const read = async (name: string) => (await population.read('both', name, 0)).slice();
  const moments = (await population.snapshot()).agents[0]?.['net']?.firstMoments as Float32Array;
  const result = {
    output: await read('y'),
    alone: await read('alone'),
    inputGradient: await read('dx'),
    joinedGradient: joined ? await read('djoined') : null,
    gradients: moments.map((m) => m * 10),
  };
  const weights = new Set<number>();
  eachWeight(plan, (index) => weights.add(index));
  expect(
    moments.every((m, i) => weights.has(i) || m === 0),
    'padding stays zero',
  ).toBe(true);
  population.dispose();
  return result;
}
