import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFor } from '#core/random.ts';
import { initialise } from '#networks/initialise.ts';
import { type Plan, planNetwork } from '#networks/plan.ts';
import {
  anyNetwork,
  anyShape,
  CARTPOLE,
  mlp,
  network,
  paddingOf,
  qNetwork,
  valuesOf,
} from './genomes.ts';

const KEY = keyFor(1, 'initialise', 0, 0);

function fresh(plan: Plan, key = KEY): Float32Array {
  const slab = new Float32Array(plan.length).fill(7); // numbers that were there before
  initialise(plan, key, slab);
  return slab;
}

/** The largest departure from orthogonality with squared length `square`, over the shorter side's vectors. */
function departure(matrix: readonly (readonly number[])[], square: number): number {
  const columns = (matrix[0] ?? []).map((_, j) => matrix.map((row) => row[j] as number));
  const vectors = matrix.length <= columns.length ? matrix : columns;
  let worst = 0;
  vectors.forEach((a, i) => {
    vectors.forEach((b, j) => {
      const product = a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
      worst = Math.max(worst, Math.abs(product - (i === j ? square : 0)));
    });
  });
  return worst;
}

test('fresh weights are orthogonal with gain √2, output weights a tenth of it', () => {
  const plan = planNetwork(qNetwork([64], 48, [64, 32]), CARTPOLE);
  const slab = fresh(plan);
  for (const { name, kind } of plan.tensors) {
    if (kind !== 'weights') continue;
    const square = name === 'head.output.weights' ? 0.02 : 2;
    expect(departure(valuesOf(plan, slab, name), square), name).toBeLessThan(1e-6);
  }
});

test('fresh weights are spread like those of a uniformly random orthogonal matrix', () => {
  const plan = planNetwork(network(mlp([100]), 100, mlp([16])), CARTPOLE);
  const values = valuesOf(plan, fresh(plan), 'encoder.output.weights').flat(); // [100 × 100], variance 2 / 100
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const beyond = values.filter((value) => Math.abs(value) > 1.96 * Math.sqrt(0.02)).length;
  expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(0.02 / values.length));
  expect(beyond / values.length).toBeCloseTo(0.05, 1.7);
});

test('biases and shifts are 0, gains 1, padding 0', () => {
  fc.assert(
    fc.property(anyNetwork, anyShape, (genome, shape) => {
      const plan = planNetwork(genome, shape);
      const slab = fresh(plan);
      for (const { name, kind } of plan.tensors)
        if (kind !== 'weights')
          expect(new Set(valuesOf(plan, slab, name).flat())).toEqual(
            new Set([kind === 'gain' ? 1 : 0]),
          );
      expect(paddingOf(plan).every((place) => slab[place] === 0)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('what a tensor draws does not depend on the other tensors', () => {
  const small = planNetwork(qNetwork([32], 16, [64]), CARTPOLE);
  const deep = planNetwork(qNetwork([48], 16, [64, 64]), CARTPOLE);
  const name = 'head.hidden[0].weights';
  expect(valuesOf(deep, fresh(deep), name)).toEqual(valuesOf(small, fresh(small), name));
});

test('equal keys give equal weights, other keys give others', () => {
  const plan = planNetwork(qNetwork([32], 16, [32]), CARTPOLE);
  expect(fresh(plan)).toEqual(fresh(plan));
  expect(fresh(plan, keyFor(1, 'initialise', 1, 0))).not.toEqual(fresh(plan));
});

test('square layers of one network do not draw the same weights', () => {
  const plan = planNetwork(network(mlp([32, 32]), 32, mlp([32])), CARTPOLE);
  const slab = fresh(plan);
  const texts = ['encoder.hidden[1]', 'encoder.output', 'head.hidden[0]'].map((name) =>
    valuesOf(plan, slab, `${name}.weights`).join(),
  );
  expect(new Set(texts).size).toBe(3);
});
