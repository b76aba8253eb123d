import { expect, test } from 'vitest';
import type { AlgorithmDeclaration } from '#core/algorithm.ts';
import { vector } from '#core/shape.ts';
import { box, type Space } from '#core/spaces.ts';
import { networkShapes } from '#networks/found.ts';
import { initialise } from '#networks/initialise.ts';
import { perturb } from '#networks/perturb.ts';
import { type NetworkShape, type Plan, planNetwork } from '#networks/plan.ts';
import { preserves, reshape } from '#networks/reshape.ts';
import { summarise } from '#networks/summary.ts';
import { mlp, network, qNetwork } from './genomes.ts';

const SHAPE: NetworkShape = {
  inputs: vector(3),
  headInputs: 0,
  outputs: 4,
  logDeviations: { count: 2, initial: -0.5 },
};
const small = planNetwork(qNetwork([16], 8, [16]), SHAPE);
const large = planNetwork(qNetwork([16], 8, [32, 16]), SHAPE);

function deviations(plan: Plan, slab: Float32Array): number[] {
  const { offset, columns } = plan.tensors.at(-1) as Plan['tensors'][number]; // behind the head
  return [...slab.subarray(offset, offset + columns)];
}

test('they start where the shape says', () => {
  const slab = new Float32Array(small.length);
  initialise(small, [1, 2], slab);
  expect(deviations(small, slab)).toEqual([-0.5, -0.5]);
});

test('a child keeps them, whatever else of it is reshaped', () => {
  const parent = new Float32Array(small.length);
  initialise(small, [1, 2], parent);
  const { offset } = small.tensors.at(-1) as Plan['tensors'][number];
  parent.set([-1, 0.25], offset);
  const child = new Float32Array(large.length);
  reshape(small, parent, large, 'random', [3, 4], child);
  expect(deviations(large, child)).toEqual([-1, 0.25]);
});

test('a weight mutation leaves them alone', () => {
  for (let i = 0; i < 20; i++) {
    const slab = new Float32Array(small.length);
    initialise(small, [1, 2], slab);
    const touched = perturb(small, slab, 0.5, [5, i]);
    expect(touched.some(({ tensor }) => tensor.kind === 'constants')).toBe(false);
    expect(deviations(small, slab)).toEqual([-0.5, -0.5]);
  }
});

test('growth that preserves stays so with them', () => {
  const plain = (hidden: number[]) =>
    planNetwork(
      network(mlp([16], { layerNorm: false }), 8, mlp(hidden, { layerNorm: false })),
      SHAPE,
    );
  expect(preserves(plain([16]), plain([32]))).toBe(true);
});

test('a picture shows the means as outputs, and counts the deviations', () => {
  const { layers, parameters } = summarise(qNetwork([16], 8, [16]), SHAPE);
  expect(layers.at(-1)).toEqual({ label: 'output', size: 2 });
  expect(parameters).toBe(small.parameters);
});

test('a distribution is a logit per choice, or a mean and a log deviation per number', () => {
  const declaration = {
    networks: [{ name: 'policy', outputs: 'distribution', initialLogDeviation: 'start' }],
  } as unknown as AlgorithmDeclaration;
  const observationSpace = box([3], -1, 1);
  const shapeOf = (actionSpace: Space, settings?: Record<string, number>) =>
    networkShapes(declaration, [{ observationSpace, actionSpace }], settings)['policy'];
  expect(shapeOf({ kind: 'discrete', n: 5 })).toEqual({
    inputs: vector(3),
    headInputs: 0,
    outputs: 5,
  });
  expect(shapeOf(box([2], -2, 2), { start: -0.5 })).toEqual(SHAPE);
  expect(shapeOf(box([2], -2, 2))?.logDeviations?.initial).toBe(0);
});
