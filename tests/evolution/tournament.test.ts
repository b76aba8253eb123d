import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws, keyFor } from '#core/random.ts';
import { holdTournament, ranking, windowedFitness } from '#evolution/tournament.ts';
import { isPlausible, tally } from './chi-squared.ts';

const random = (i: number) => draws(keyFor(4, 'select', i, 0));

test('NaN fitness ranks last, behind minus infinity', () => {
  expect(ranking([Number.NaN, 1, -Infinity, Number.NaN, 2])).toEqual([4, 1, 2, 0, 3]);
});

test('of equal agents the lower position wins', () => {
  expect(ranking([5, 5, 1, 0, 5, 1])).toEqual([0, 1, 4, 2, 5, 3]);
  expect(ranking([1, 1, 1, 1])).toEqual([0, 1, 2, 3]);
});

test('a ranking holds every position once, fitness falling', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 1 }), (fitness) => {
      const order = ranking(fitness);
      expect([...order].sort((a, b) => a - b)).toEqual(fitness.map((_, i) => i));
      const inOrder = order.map((position) => fitness[position] as number);
      const firstNaN = inOrder.findIndex(Number.isNaN);
      const finite = firstNaN < 0 ? inOrder : inOrder.slice(0, firstNaN);
      expect(inOrder.slice(finite.length).every(Number.isNaN)).toBe(true);
      expect(finite.every((value, i) => i === 0 || value <= (finite[i - 1] as number))).toBe(true);
    }),
  );
});

test('fitness compared is the mean of the lineage’s last evaluations', () => {
  expect(windowedFitness([100, 1, 2, 6], 3)).toBe(3);
  expect(windowedFitness([100, 1, 2, 6], 1)).toBe(6);
  expect(windowedFitness([4, 6], 10)).toBe(5);
  expect(windowedFitness([Number.NaN, 5], 2)).toBeNaN();
  expect(windowedFitness([], 2)).toBeNaN();
});

test('the best of those drawn wins', () => {
  const fitness = [3, Number.NaN, 9, 9, 1];
  const order = ranking(fitness);
  for (let i = 0; i < 200; i++) {
    const { drawn, winner } = holdTournament(order, 3, random(i));
    expect(drawn).toHaveLength(3);
    expect(drawn).toContain(winner);
    expect(Math.min(...drawn.map((position) => order.indexOf(position)))).toBe(
      order.indexOf(winner),
    );
  }
});

test('positions are drawn with replacement, each as likely', () => {
  const order = [0, 1, 2, 3];
  const pairs = tally(10_000, (i) => holdTournament(order, 2, random(i)).drawn.join());
  const all = order.flatMap((a) => order.map((b) => [`${a},${b}`, 1 / 16]));
  expect(isPlausible(pairs, Object.fromEntries(all))).toBe(true);
});

// P(the r-th best wins) = ((N − r + 1)^k − (N − r)^k) / N^k; for the best that is 1 − (1 − 1/N)^k.
test.each([
  { n: 6, k: 2 },
  { n: 4, k: 2 },
  { n: 6, k: 3 },
  { n: 3, k: 7 },
])('the best of $n wins a tournament of $k with probability 1 − (1 − 1/n)^k', ({ n, k }) => {
  const order = ranking(Array.from({ length: n }, (_, i) => (i * 5) % n)); // n and 5 share no factor
  const winners = tally(10_000, (i) =>
    String(order.indexOf(holdTournament(order, k, random(i)).winner)),
  );
  const expected = Object.fromEntries(
    order.map((_, rank) => [rank, ((n - rank) ** k - (n - rank - 1) ** k) / n ** k]),
  );
  expect(expected[0]).toBeCloseTo(1 - (1 - 1 / n) ** k, 12);
  expect(isPlausible(winners, expected)).toBe(true);
});

test('a tournament may draw more often than there are agents', () => {
  expect(holdTournament([1, 0], 5, random(0)).drawn).toHaveLength(5);
});

test('a tournament of nobody is refused', () => {
  expect(() => holdTournament([0, 1], 0, random(0))).toThrow(/at least one position, not 0/);
});
