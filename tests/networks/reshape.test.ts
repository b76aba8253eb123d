import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activation, NetworkGenome } from '#core/genome.ts';
import { draws, keyFor } from '#core/random.ts';
import { sizeOf, vector } from '#core/shape.ts';
import { inheritMoments, inheritWeights } from '#networks/inherit.ts';
import { applicableMethods } from '#networks/mutation-methods.ts';
import { type Plan, planNetwork } from '#networks/plan.ts';
import {
  type Growth,
  preserves,
  reshape,
  reshapeFirstMoments,
  reshapeSecondMoments,
} from '#networks/reshape.ts';
import {
  anyNetwork,
  anyShape,
  CARTPOLE,
  distinctWeights,
  mlp,
  network,
  paddingOf,
  qNetwork,
  valuesOf,
} from './genomes.ts';
import { referenceForward } from './reference-forward.ts';

const KEY = keyFor(1, 'inherit', 5, 3);

function reshaped(from: Plan, weights: Float32Array, to: Plan, growth: Growth = 'random') {
  const into = new Float32Array(to.length).fill(7); // numbers that were there before
  reshape(from, weights, to, growth, KEY, into);
  return into;
}

/** Plans of a network before and after any of its methods. */
const anyMutation = fc
  .tuple(anyNetwork, anyShape, fc.integer({ min: 0, max: 1e6 }))
  .map(([genome, shape, seed]) => {
    const random = draws(keyFor(seed, 'mutate', 0, 0));
    const methods = applicableMethods(genome);
    const method = methods[random.integer(Math.max(methods.length, 1))];
    const after = method?.apply(genome, method.draw(genome, random))?.network ?? genome;
    return { from: planNetwork(genome, shape), to: planNetwork(after, shape) };
  });

test('after a mutation the overlap of every tensor is kept, LayerNorm included', () => {
  fc.assert(
    fc.property(
      anyMutation,
      fc.constantFrom<Growth>('random', 'preserving'),
      ({ from, to }, growth) => {
        const weights = distinctWeights(from);
        const child = reshaped(from, weights, to, growth);
        for (const { name, kind } of to.tensors) {
          if (!from.tensors.some((tensor) => tensor.name === name)) continue;
          if (kind === 'weights' && name === 'head.hidden[0].weights' && to.headInputs > 0)
            continue;
          const before = valuesOf(from, weights, name);
          const after = valuesOf(to, child, name);
          before.slice(0, after.length).forEach((row, i) => {
            const width = Math.min(row.length, (after[i] ?? []).length);
            expect((after[i] ?? []).slice(0, width)).toEqual(row.slice(0, width));
          });
        }
        expect(paddingOf(to).every((place) => child[place] === 0)).toBe(true);
        expect(child.every(Number.isFinite)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test('inputs that join at the head keep their weights when the latent vector changes', () => {
  const shape = { inputs: vector(3), headInputs: 2, outputs: 1 };
  const [narrow, wide] = [8, 16].map((latent) =>
    planNetwork(network(mlp([16]), latent, mlp([16])), shape),
  ) as [Plan, Plan];
  const name = 'head.hidden[0].weights';
  for (const [from, to] of [
    [narrow, wide],
    [wide, narrow],
  ] as const) {
    const weights = distinctWeights(from);
    const before = valuesOf(from, weights, name);
    const after = valuesOf(to, reshaped(from, weights, to), name);
    expect(after.slice(-2)).toEqual(before.slice(-2));
    expect(after.slice(0, 8)).toEqual(before.slice(0, 8));
  }
});

test('new weights have the deviation of an orthogonal matrix of their shape, new biases 0, new gains 1', () => {
  const from = planNetwork(qNetwork([64], 64, [64]), CARTPOLE);
  const to = planNetwork(qNetwork([64], 64, [128]), CARTPOLE);
  const child = reshaped(from, new Float32Array(from.length), to);
  const fresh = valuesOf(to, child, 'head.hidden[0].weights').flatMap((row) => row.slice(64)); // [64 × 64]
  const square = fresh.reduce((sum, value) => sum + value * value, 0) / fresh.length;
  expect(square).toBeGreaterThan(0.95 * (2 / 128));
  expect(square).toBeLessThan(1.05 * (2 / 128));
  const outputs = valuesOf(to, child, 'head.output.weights').slice(64).flat();
  expect(Math.max(...outputs.map(Math.abs))).toBeLessThan(0.1 * Math.sqrt(3 * (2 / 128)));
  expect(valuesOf(to, child, 'head.hidden[0].biases')[0]?.slice(64)).toEqual(Array(64).fill(0));
  expect(valuesOf(to, child, 'head.hidden[0].gain')[0]?.slice(64)).toEqual(Array(64).fill(1));
});

test('first moments are kept for every weight that survives and zero for new ones', () => {
  fc.assert(
    fc.property(anyMutation, ({ from, to }) => {
      const moments = distinctWeights(from);
      const into = new Float32Array(to.length).fill(7);
      reshapeFirstMoments(from, moments, to, into);
      const child = reshaped(from, moments, to);
      const kept = into.filter((moment) => moment !== 0);
      const survivors = from.tensors.reduce((sum, { name, rows, columns }) => {
        const after = to.tensors.find((tensor) => tensor.name === name);
        return sum + Math.min(rows, after?.rows ?? 0) * Math.min(columns, after?.columns ?? 0);
      }, 0);
      expect(kept.length).toBe(survivors);
      expect(into.every((moment, place) => moment === 0 || moment === child[place])).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('second moments are kept where the weight survives; new ones are the mean of those in their tensor', () => {
  const [from, to] = [
    planNetwork(network(mlp([8]), 8, mlp([16])), CARTPOLE),
    planNetwork(network(mlp([12]), 8, mlp([16, 16])), CARTPOLE),
  ];
  const moments = distinctWeights(from);
  const into = new Float32Array(to.length).fill(7);
  reshapeSecondMoments(from, moments, to, into);
  const mean = (values: readonly number[]) =>
    Math.fround(values.reduce((sum, value) => sum + value, 0) / values.length);

  const grown = valuesOf(to, into, 'encoder.hidden[0].weights');
  const old = valuesOf(from, moments, 'encoder.hidden[0].weights');
  expect(grown.map((row) => row.slice(0, 8))).toEqual(old);
  expect(new Set(grown.flatMap((row) => row.slice(8)))).toEqual(new Set([mean(old.flat())]));

  const all = from.tensors.flatMap(({ name }) => valuesOf(from, moments, name).flat());
  const added = valuesOf(to, into, 'head.hidden[1].weights').flat();
  expect(new Set(added).size).toBe(1);
  expect(added[0]).toBeCloseTo(mean(all), 4);
  expect(paddingOf(to).every((place) => into[place] === 0)).toBe(true);
});

/** The largest difference of outputs before and after growth, over some observations. */
function difference(from: NetworkGenome, to: NetworkGenome, growth: Growth): number {
  const shape = { inputs: vector(4), headInputs: 2, outputs: 3 };
  const [before, after] = [planNetwork(from, shape), planNetwork(to, shape)];
  const random = draws(keyFor(2, 'initialise', 0, 0));
  const weights = new Float32Array(before.length);
  for (const { rows, columns, stride, offset } of before.tensors)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        weights[offset + i * stride + j] = random.between(-0.5, 0.5);
  const child = reshaped(before, weights, after, growth);
  let worst = 0;
  for (let sample = 0; sample < 8; sample++) {
    const input = Array.from({ length: 4 }, () => random.normal());
    const action = Array.from({ length: 2 }, () => random.normal());
    const outputs = referenceForward(after, child, input, action);
    referenceForward(before, weights, input, action).forEach((output, i) => {
      worst = Math.max(worst, Math.abs(output - (outputs[i] as number)));
    });
  }
  return worst;
}

const ACTIVATED: Activation[] = ['relu', 'tanh', 'gelu'];
const plain = (activation: Activation, encoder: number[], latent: number, head: number[]) =>
  network(
    mlp(encoder, { activation, outputActivation: activation }),
    latent,
    mlp(head, { activation }),
  );

test.each(
  ACTIVATED.flatMap((activation) => [
    { what: 'wider encoder', activation, to: plain(activation, [48], 16, [32]) },
    { what: 'wider latent vector', activation, to: plain(activation, [32], 24, [32]) },
    { what: 'wider head', activation, to: plain(activation, [32], 16, [64]) },
  ]),
)('preserving growth: a $what with $activation computes the same', ({ activation, to }) => {
  const from = plain(activation, [32], 16, [32]);
  const [before, after] = [planNetwork(from, CARTPOLE), planNetwork(to, CARTPOLE)];
  expect(preserves(before, after)).toBe(true);
  expect(difference(from, to, 'preserving')).toBeLessThan(1e-12);
  expect(difference(from, to, 'random')).toBeGreaterThan(1e-3);
});

test('preserving growth: a head that reads another network’s wider latent vector computes the same', () => {
  const [from, to] = [plain('tanh', [32], 16, [32]), plain('tanh', [32], 24, [32])];
  const plans = [from, to].map((genome) => planNetwork(genome, { ...CARTPOLE, headOnly: true }));
  const [before, after] = plans as [Plan, Plan];
  expect(before.inputs).toEqual(vector(16));
  expect(after.inputs).toEqual(vector(24));
  const weights = distinctWeights(before, -200);
  const latent = Array.from({ length: 24 }, (_, i) => Math.sin(i + 1));
  const outputs = (growth: 'random' | 'preserving') =>
    referenceForward(after, reshaped(before, weights, after, growth), latent, []);
  const expected = referenceForward(before, weights, latent.slice(0, 16), []);
  outputs('preserving').forEach((output, i) => {
    expect(output).toBeCloseTo(expected[i] as number, 9);
  });
  expect(outputs('random')).not.toEqual(expected);
});

test.each(['relu', 'identity'] as const)(
  'preserving growth: a new layer with %s computes the same',
  (activation) => {
    const [from, to] = [plain(activation, [32], 16, [32]), plain(activation, [32], 16, [32, 32])];
    expect(preserves(planNetwork(from, CARTPOLE), planNetwork(to, CARTPOLE))).toBe(true);
    expect(difference(from, to, 'preserving')).toBeLessThan(1e-12);
  },
);

test('preserving growth is not promised where it cannot be', () => {
  const promised = (from: NetworkGenome, to: NetworkGenome) =>
    preserves(planNetwork(from, CARTPOLE), planNetwork(to, CARTPOLE));
  const small = plain('relu', [32], 16, [32]);
  expect(promised(small, small)).toBe(true);
  expect(promised(plain('tanh', [32], 16, [32]), plain('tanh', [32], 16, [32, 32]))).toBe(false);
  expect(promised(small, plain('tanh', [32], 16, [32]))).toBe(false);
  expect(promised(plain('relu', [48], 16, [32]), small)).toBe(false);
  expect(promised(plain('relu', [32], 16, [32, 32]), small)).toBe(false);
  expect(promised(qNetwork([32], 16, [32]), qNetwork([48], 16, [32]))).toBe(false);
  expect(promised(qNetwork([32], 16, [32]), qNetwork([32], 24, [32]))).toBe(false);
  expect(promised(qNetwork([32], 16, [32]), qNetwork([32], 16, [32, 32]))).toBe(false);
});

test('where preserving growth is promised the function computed is the same, whatever the mutation', () => {
  let promised = 0;
  fc.assert(
    fc.property(anyMutation, ({ from, to }) => {
      if (!preserves(from, to)) return;
      promised++;
      const weights = distinctWeights(from, -200);
      const child = reshaped(from, weights, to, 'preserving');
      const input = Array.from({ length: sizeOf(from.inputs) }, (_, i) => Math.sin(i + 1));
      const action = Array.from({ length: from.headInputs }, (_, i) => Math.cos(i + 1));
      const before = referenceForward(from, weights, input, action);
      const after = referenceForward(to, child, input, action);
      before.forEach((output, i) => {
        expect(after[i]).toBeCloseTo(output, 9 - Math.ceil(Math.log10(1 + Math.abs(output))));
      });
    }),
    { numRuns: 300 },
  );
  expect(promised).toBeGreaterThan(30);
});

test('where growth cannot preserve, preserving growth is random growth', () => {
  const from = planNetwork(qNetwork([32], 16, [32]), CARTPOLE);
  const weights = distinctWeights(from);
  for (const grown of [
    qNetwork([48], 16, [32]),
    qNetwork([32], 24, [32]),
    qNetwork([32], 16, [32, 32]),
  ]) {
    const to = planNetwork(grown, CARTPOLE);
    expect(reshaped(from, weights, to, 'preserving')).toEqual(
      reshaped(from, weights, to, 'random'),
    );
  }
});

test('a copy and a target rebuilt are their source, bit for bit', () => {
  const plan = planNetwork(qNetwork([32], 16, [32]), CARTPOLE);
  const parent = { plan, slab: distinctWeights(plan) };
  for (const inheritance of [{ kind: 'copy' }, { kind: 'sync', online: 'online' }] as const) {
    const into = new Float32Array(plan.length).fill(7);
    inheritWeights(inheritance, plan, into, parent);
    expect(new Uint32Array(into.buffer)).toEqual(new Uint32Array(parent.slab.buffer));
    expect(referenceForward(plan, into, [1, 2, 3, 4])).toEqual(
      referenceForward(plan, parent.slab, [1, 2, 3, 4]),
    );
  }
});

test('moments are kept by a copy and by a perturbation, and zero for founders', () => {
  const plan = planNetwork(qNetwork([32], 16, [32]), CARTPOLE);
  const parent = { plan, slab: distinctWeights(plan) };
  const inherited = (inheritance: Parameters<typeof inheritMoments>[1]) => {
    const into = new Float32Array(plan.length).fill(7);
    inheritMoments('secondMoments', inheritance, plan, into, parent);
    return into;
  };
  expect(inherited({ kind: 'copy' })).toEqual(parent.slab);
  expect(inherited({ kind: 'perturb', key: KEY, deviation: 0.1 })).toEqual(parent.slab);
  expect(inherited({ kind: 'initialise', key: KEY })).toEqual(new Float32Array(plan.length));
});

test('weights without a parent cannot be copied', () => {
  const plan = planNetwork(qNetwork([32], 16, [32]), CARTPOLE);
  const into = new Float32Array(plan.length);
  expect(() => inheritWeights({ kind: 'copy' }, plan, into, null)).toThrow(/'copy' needs a parent/);
});
