import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFor } from '#core/random.ts';
import { inheritWeights } from '#networks/inherit.ts';
import { initialise } from '#networks/initialise.ts';
import { perturb, perturbations } from '#networks/perturb.ts';
import { planNetwork } from '#networks/plan.ts';
import { anyNetwork, anyShape, CARTPOLE, distinctWeights, paddingOf, qNetwork } from './genomes.ts';

const PLAN = planNetwork(qNetwork([64], 64, [64]), CARTPOLE);
const keyOf = (i: number) => keyFor(1, 'inherit', i, 1);

test('weight mutation changes weights only: biases, LayerNorm and padding stay', () => {
  fc.assert(
    fc.property(anyNetwork, anyShape, fc.integer({ min: 0 }), (genome, shape, seed) => {
      const plan = planNetwork(genome, shape);
      const before = distinctWeights(plan);
      const after = before.slice();
      const touched = perturb(plan, after, 0.1, keyOf(seed));
      const allowed = new Set(touched.flatMap(({ places }) => [...places]));
      expect(before.every((weight, place) => allowed.has(place) || after[place] === weight)).toBe(
        true,
      );
      expect(touched.every(({ tensor }) => tensor.kind === 'weights')).toBe(true);
      expect(paddingOf(plan).every((place) => after[place] === 0)).toBe(true);
      expect(after.every((weight) => Number.isFinite(weight) && Math.abs(weight) <= 1e6)).toBe(
        true,
      );
    }),
    { numRuns: 50 },
  );
});

test('a tenth of the positions of each chosen tensor is drawn, with replacement', () => {
  for (let i = 0; i < 50; i++)
    for (const { tensor, places, touched } of perturbations(PLAN, keyOf(i))) {
      const size = tensor.rows * tensor.columns;
      expect(places.length).toBe(Math.ceil(0.1 * size));
      expect(touched).toBe(new Set(places).size);
      if (size > 4000) expect(touched / size).toBeGreaterThan(0.088);
      if (size > 4000) expect(touched / size).toBeLessThan(0.1);
    }
});

test('from one to all weight tensors are chosen, each number and each tensor as likely', () => {
  const counts = new Map<number, number>();
  const chosen = new Map<string, number>();
  const n = 2000;
  for (let i = 0; i < n; i++) {
    const touched = perturbations(PLAN, keyOf(i));
    counts.set(touched.length, (counts.get(touched.length) ?? 0) + 1);
    for (const { tensor } of touched) chosen.set(tensor.name, (chosen.get(tensor.name) ?? 0) + 1);
    expect(new Set(touched.map(({ tensor }) => tensor.name)).size).toBe(touched.length);
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4]);
  for (const count of counts.values()) expect(Math.abs(count - n / 4)).toBeLessThan(100); // 5 deviations
  expect(chosen.size).toBe(4);
  for (const count of chosen.values()) expect(Math.abs(count - n * 0.625)).toBeLessThan(110);
});

test('what a perturbation touches is known without the weights', () => {
  const weights = distinctWeights(PLAN);
  expect(perturb(PLAN, weights, 0.1, keyOf(3))).toEqual(perturbations(PLAN, keyOf(3)));
});

test('nine tenths of the changes are small, a twentieth large, a twentieth standard normal', () => {
  const changes: number[] = [];
  for (let i = 0; i < 60; i++) {
    const weights = new Float32Array(PLAN.length).fill(1000);
    for (const { places } of perturb(PLAN, weights, 0.1, keyOf(i)))
      for (const place of new Set(places)) changes.push((weights[place] as number) / 1000);
  }
  const share = (is: (weight: number) => boolean) => changes.filter(is).length / changes.length;
  // From 1 in units of the weight: reset to N(0, 1) / 1000, normal 1 + N(0, 0.1), super 1 + N(0, 10).
  expect(share((weight) => Math.abs(weight) < 0.01)).toBeCloseTo(0.05, 2);
  expect(share((weight) => Math.abs(weight - 1) > 0.6)).toBeCloseTo(0.05 + 0.05 * 0.952, 2);
  const small = changes.filter((weight) => Math.abs(weight - 1) < 0.5);
  const square = small.reduce((sum, weight) => sum + (weight - 1) ** 2, 0) / small.length;
  expect(Math.sqrt(square)).toBeCloseTo(0.1, 2);
});

test('weights of zero move by reset only, and none leaves ±1e6', () => {
  const zeros = new Float32Array(PLAN.length);
  const touched = perturb(PLAN, zeros, 0.1, keyOf(1));
  const places = touched.reduce((sum, tensor) => sum + tensor.touched, 0);
  const moved = zeros.filter((weight) => weight !== 0).length;
  expect(moved).toBeGreaterThan(0);
  expect(moved / places).toBeLessThan(0.1);

  const large = new Float32Array(PLAN.length).fill(9e5);
  perturb(PLAN, large, 0.1, keyOf(1));
  expect(Math.max(...large)).toBe(1e6);
  expect(Math.min(...large)).toBeGreaterThanOrEqual(-1e6);
});

test('a founder whose weights are mutated is initialised first', () => {
  const perturbed = { key: keyOf(8), deviation: 0.1 };
  const expected = new Float32Array(PLAN.length);
  initialise(PLAN, keyOf(7), expected);
  perturb(PLAN, expected, 0.1, keyOf(8));
  const into = new Float32Array(PLAN.length);
  inheritWeights({ kind: 'initialise', key: keyOf(7), perturbed }, PLAN, into, null);
  expect(into).toEqual(expected);
});
