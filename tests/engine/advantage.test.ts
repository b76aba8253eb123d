import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generalizedAdvantage, normalise, type Steps } from '#engine/advantage.ts';

interface Golden {
  readonly gamma: number;
  readonly lambda_: number;
  readonly rewards: number[][];
  readonly values: number[][];
  readonly terminated: (boolean | number)[][];
  readonly truncated: (boolean | number)[][];
  readonly finalObservationValues: number[][];
  readonly valueAfterLastStep: number[];
  readonly advantages: number[][];
  readonly returns: number[][];
}

const { generalizedAdvantage: golden } = JSON.parse(
  readFileSync(new URL('../reference/ppo.json', import.meta.url), 'utf8'),
) as { generalizedAdvantage: Golden };

function estimate(rollout: Steps, gamma: number, lambda: number) {
  const advantages = new Float32Array(rollout.steps * rollout.lanes);
  const returns = new Float32Array(rollout.steps * rollout.lanes);
  generalizedAdvantage(rollout, gamma, lambda, advantages, returns);
  return { advantages, returns };
}

test('advantages and returns are those of the reference', () => {
  const { advantages, returns } = estimate(
    {
      steps: 12,
      lanes: 3,
      rewards: golden.rewards.flat(),
      values: golden.values.flat(),
      terminated: golden.terminated.flat().map(Number),
      truncated: golden.truncated.flat().map(Number),
      finalValues: golden.finalObservationValues.flat(),
      lastValues: golden.valueAfterLastStep,
    },
    golden.gamma,
    golden.lambda_,
  );
  golden.advantages.flat().forEach((want, i) => {
    expect(advantages[i]).toBeCloseTo(want, 5);
  });
  golden.returns.flat().forEach((want, i) => {
    expect(returns[i]).toBeCloseTo(want, 5);
  });
});

/** The definition: Σ (γλ)ᵏ δₜ₊ₖ up to the end of the episode or of the rollout, by brute force. */
function defined(
  rollout: Steps,
  gamma: number,
  lambda: number,
  step: number,
  lane: number,
): number {
  let sum = 0;
  for (let k = 0; step + k < rollout.steps; k++) {
    const row = (step + k) * rollout.lanes + lane;
    const after = row + rollout.lanes;
    const at = (list: ArrayLike<number>, i: number) => list[i] as number;
    const [terminated, truncated] = [at(rollout.terminated, row), at(rollout.truncated, row)];
    let next =
      step + k + 1 < rollout.steps ? at(rollout.values, after) : at(rollout.lastValues, lane);
    if (truncated) next = at(rollout.finalValues, row);
    if (terminated) next = 0;
    const delta = at(rollout.rewards, row) + gamma * next - at(rollout.values, row);
    sum += (gamma * lambda) ** k * delta;
    if (terminated || truncated) break;
  }
  return sum;
}

const real = fc.double({ min: -10, max: 10, noNaN: true });
const anyRollout = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }))
  .chain(([steps, lanes]) => {
    const column = <T>(of: fc.Arbitrary<T>, length = steps * lanes) =>
      fc.array(of, { minLength: length, maxLength: length });
    const ends = fc.constantFrom(0, 0, 0, 1, 2);
    return fc
      .record({
        rewards: column(real),
        values: column(real),
        ends: column(ends),
        finalValues: column(real),
        lastValues: column(real, lanes),
      })
      .map(({ ends, ...rest }) => ({
        ...rest,
        steps,
        lanes,
        terminated: ends.map((end) => Number(end === 1)),
        truncated: ends.map((end) => Number(end === 2)),
      }));
  });

test('advantages are the discounted sum of temporal differences of their own episode', () => {
  const factor = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(anyRollout, factor, factor, (rollout, gamma, lambda) => {
      const { advantages, returns } = estimate(rollout, gamma, lambda);
      for (let step = 0; step < rollout.steps; step++)
        for (let lane = 0; lane < rollout.lanes; lane++) {
          const row = step * rollout.lanes + lane;
          const expected = defined(rollout, gamma, lambda, step, lane);
          expect(advantages[row]).toBeCloseTo(expected, 3);
          expect(returns[row]).toBeCloseTo(expected + (rollout.values[row] as number), 3);
        }
    }),
    { numRuns: 100 },
  );
});

test('normalised numbers have mean 0 and deviation 1; equal ones are 0', () => {
  const numbers = Float32Array.of(1, 2, 3, 6);
  normalise(numbers);
  expect(numbers.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 6);
  expect(numbers.reduce((sum, x) => sum + x * x, 0) / 4).toBeCloseTo(1, 6);
  const equal = new Float32Array(5).fill(7);
  normalise(equal);
  expect([...equal]).toEqual([0, 0, 0, 0, 0]);
});
