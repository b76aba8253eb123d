import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Plan } from '#networks/plan.ts';
import { openDevice } from './devices.ts';
import { DQN_NETWORKS, dqnAgent, dqnProgram } from './dqn-population.ts';
import { plainPlan } from './plans.ts';
import { setWeights } from './set-weights.ts';

interface LayerNumbers {
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

interface Case {
  readonly doubleQ: boolean;
  readonly layerNormBeforeActivation: boolean;
  readonly initialOnline: readonly LayerNumbers[];
  readonly initialTarget: readonly LayerNumbers[];
  readonly batch: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>;
  readonly steps: readonly {
    readonly loss: number;
    readonly tdTarget: readonly number[];
    readonly online: readonly LayerNumbers[];
    readonly target: readonly LayerNumbers[];
  }[];
}

const CASES = (
  JSON.parse(readFileSync(new URL('../reference/dqn.json', import.meta.url), 'utf8')) as {
    dqn: readonly Case[];
  }
).dqn;

test.each(CASES)(
  'three updates are those of PyTorch (double $doubleQ, LayerNorm $layerNormBeforeActivation)',
  async (reference) => {
    const { doubleQ, layerNormBeforeActivation, batch, initialOnline, initialTarget } = reference;
    const widths = [4, ...initialOnline.map(({ bias }) => bias.length)];
    const plan = plainPlan(layerNormBeforeActivation ? { widths, layerNorm: 'plain' } : { widths });
    const device = await openDevice();
    const population = device.open({
      networks: DQN_NETWORKS,
      programs: [dqnProgram(doubleQ, 4, 6)],
      replay: null,
      agents: [dqnAgent(plan)],
    });
    await setWeights(population, 0, {
      online: slabOf(plan, initialOnline),
      target: slabOf(plan, initialTarget),
    });
    for (const [name, data] of Object.entries(batch))
      population.write('learn', name, 0, Float32Array.from(data.flat()));

    const actions = (batch['actions'] ?? []).flat();
    let step = 0;
    for (const expected of reference.steps) {
      await population.run('learn', step++);
      expectClose(await population.read('learn', 'loss', 0), [expected.loss]);
      expectClose(await population.read('learn', 'tdTarget', 0), expected.tdTarget);
      // by hand: |q of the action taken − PyTorch's target|, in the mean
      const q = await population.read('learn', 'q', 0);
      const choices = q.length / expected.tdTarget.length;
      const taken = expected.tdTarget.map((_, row) => q[row * choices + Number(actions[row])] ?? 0);
      const errors = expected.tdTarget.map((y, row) => Math.abs((taken[row] as number) - y));
      const squares = errors.map((each) => each * each);
      const meanOf = (values: readonly number[]) =>
        values.reduce((sum, each) => sum + each, 0) / values.length;
      expectClose(await population.read('learn', 'error', 0), [meanOf(errors)]);
      expectClose([expected.loss], [meanOf(squares)]);
      expectClose(await population.weights(0, 'online'), slabOf(plan, expected.online));
      expectClose(await population.weights(0, 'target'), slabOf(plan, expected.target));
    }
    population.dispose();
    device.dispose();
  },
);

function slabOf(plan: Plan, layers: readonly LayerNumbers[]): Float32Array {
  const slab = new Float32Array(plan.length);
  plan.layers
    .filter((layer) => layer.kind === 'dense')
    .forEach(({ weights, biases }, i) => {
      layers[i]?.kernel.forEach((row, r) => {
        slab.set(row, weights.offset + r * weights.stride);
      });
      slab.set(layers[i]?.bias ?? [], biases.offset);
    });
  return slab;
}

/** Within a relative 1e-4, of numbers below 0.01 an absolute 1e-6. */
function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const want = expected[i] as number;
    const off = Math.abs((actual[i] as number) - want);
    expect(off, `element ${i}: ${actual[i]}, not ${want}`).toBeLessThanOrEqual(
      1e-4 * Math.max(0.01, Math.abs(want)),
    );
  }
}
