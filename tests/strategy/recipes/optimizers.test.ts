import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLOCK_AT_START,
  nextUpdate,
  type OptimizerSettings,
} from '#strategy/recipes/optimizer-coefficients.ts';
import { type LayerOfWeights, updateWeights } from '#strategy/recipes/optimizer-family.ts';
import { OPTIMIZERS, type OptimizerChoice } from '#strategy/recipes/optimizers.ts';
import { GRADIENTS, INITIAL_WEIGHTS, KNOWN_OPTIMIZERS, optimizerOf } from './torch.ts';

const whole = (length: number, decays = true): LayerOfWeights[] => [
  { from: 0, to: length, decays },
];

const stateOf = (Kind: typeof Float32Array | typeof Float64Array, initial: readonly number[]) => ({
  weights: Kind.from(initial),
  mean: new Kind(initial.length),
  square: new Kind(initial.length),
});

const KNOWN = KNOWN_OPTIMIZERS.map((known) => ({ ...known, known }));

describe.each([
  [Float64Array, 1e-10],
  [Float32Array, 1e-5],
] as const)('in %o', (Kind, within) => {
  test.each(KNOWN)('$optimizer $options is PyTorch’s at every step', ({ known }) => {
    const state = stateOf(Kind, INITIAL_WEIGHTS);
    const settings = optimizerOf(known);
    let clock = CLOCK_AT_START;
    GRADIENTS.forEach((gradient, step) => {
      const update = nextUpdate(settings, clock);
      clock = update.clock;
      updateWeights(state, gradient, whole(INITIAL_WEIGHTS.length), update.coefficients);
      known.paramsAfterEachStep[step]?.forEach((expected, at) => {
        const found = state.weights[at] ?? Number.NaN;
        expect(Math.abs(found - expected)).toBeLessThan(within * Math.max(1, Math.abs(expected)));
      });
    });
    expect(known.paramsAfterEachStep).toHaveLength(GRADIENTS.length);
  });
});

/** Lion as its authors' code has it. */
test('Lion goes by the sign of what it looks ahead to', () => {
  const { settings } = OPTIMIZERS.lion;
  const state = stateOf(Float64Array, [0.5, -1, 2]);
  const expected = { weights: [0.5, -1, 2], mean: [0, 0, 0] };
  let clock = CLOCK_AT_START;
  for (let step = 0; step < 12; step++) {
    const gradient = [Math.sin(step), Math.cos(2 * step), 0.1];
    const update = nextUpdate(settings, clock);
    clock = update.clock;
    updateWeights(state, gradient, whole(3), update.coefficients);
    gradient.forEach((g, at) => {
      const m = expected.mean[at] ?? 0;
      const weight = expected.weights[at] ?? 0;
      const decayed = weight * (1 - settings.learningRate * settings.decay);
      expected.weights[at] = decayed - settings.learningRate * Math.sign(0.9 * m + 0.1 * g);
      expected.mean[at] = 0.99 * m + 0.01 * g;
    });
    expected.weights.forEach((weight, at) => {
      expect(state.weights[at]).toBeCloseTo(weight, 14);
    });
  }
});

test('after Adagrad, which sums squares up, RMSprop divides by their mean', () => {
  const state = stateOf(Float64Array, [0]);
  let clock = CLOCK_AT_START;
  const step = ({ settings }: OptimizerChoice, gradient: number) => {
    const update = nextUpdate(settings, clock);
    clock = update.clock;
    updateWeights(state, [gradient], whole(1), update.coefficients);
  };
  for (let at = 0; at < 240; at++) step(OPTIMIZERS.adagrad, at % 2 ? 1.5 : 0.5);
  const before = state.weights[0] as number;
  step(OPTIMIZERS.rmsprop, 0.5);
  const moved = (before - (state.weights[0] as number)) / OPTIMIZERS.rmsprop.settings.learningRate;
  expect(moved).toBeCloseTo(0.5 / Math.sqrt((0.5 ** 2 + 1.5 ** 2) / 2), 2);
});

test('LARS scales each layer’s step to its weights', () => {
  const { settings } = OPTIMIZERS.lars;
  const layers: LayerOfWeights[] = [
    { from: 0, to: 2, decays: true },
    { from: 2, to: 4, decays: true },
    { from: 4, to: 5, decays: false },
  ];
  const state = stateOf(Float64Array, [3, 4, 0, 0, 1]);
  const { coefficients } = nextUpdate(settings, CLOCK_AT_START);
  updateWeights(state, [600, 800, 1, 2, 0.5], layers, coefficients);
  const trust = (0.02 * 5) / (1000 + settings.l2 * 5);
  const step = (gradient: number, weight: number) =>
    weight - settings.learningRate * trust * (gradient + settings.l2 * weight);
  expect(state.weights[0]).toBeCloseTo(step(600, 3), 12);
  expect(state.weights[1]).toBeCloseTo(step(800, 4), 12);
  // weights that are all 0, and those that do not decay, take the plain step
  expect(state.weights[2]).toBeCloseTo(-0.1, 12);
  expect(state.weights[4]).toBeCloseTo(1 - 0.1 * 0.5, 12);
});

const CHOICES: readonly (readonly [string, OptimizerChoice])[] = Object.entries(OPTIMIZERS);

describe.each(CHOICES)('%s', (_, { settings }) => {
  /** Steps down the slope of Σ (w − 1)², whose least is at 1. */
  const descend = (
    from: ReturnType<typeof stateOf>,
    steps: number,
    clockBefore = CLOCK_AT_START,
  ) => {
    let clock = clockBefore;
    for (let step = 0; step < steps; step++) {
      const update = nextUpdate(settings, clock);
      clock = update.clock;
      const gradient = from.weights.map((weight) => 2 * (weight - 1));
      updateWeights(from, gradient, whole(gradient.length), update.coefficients);
    }
    return clock;
  };

  test('goes down a slope', () => {
    const state = stateOf(Float64Array, [3, -2]);
    descend(state, 200);
    const distance = Math.hypot(...Array.from(state.weights, (weight) => weight - 1));
    expect(distance).toBeLessThan(Math.hypot(2, 3) * 0.99);
  });

  test('what stands on no slope does not move, nor does what does not decay', () => {
    const state = stateOf(Float64Array, [3, -2]);
    const { coefficients } = nextUpdate(settings, CLOCK_AT_START);
    updateWeights(state, [0, 0], whole(2, false), coefficients);
    expect([...state.weights]).toEqual([3, -2]);
  });

  test('takes over from every other without a leap', () => {
    for (const [other, { settings: before }] of CHOICES) {
      const state = stateOf(Float64Array, [3, -2]);
      let clock = CLOCK_AT_START;
      for (let step = 0; step < 50; step++) {
        const update = nextUpdate(before, clock);
        clock = update.clock;
        updateWeights(state, [1, -0.5], whole(2), update.coefficients);
      }
      const old = state.weights.slice();
      const { coefficients } = nextUpdate(settings, clock);
      updateWeights(state, [1, -0.5], whole(2), coefficients);
      const fresh = { ...stateOf(Float64Array, [...old]) };
      const alone = descendUnder(settings, fresh, 50);
      state.weights.forEach((weight, at) => {
        const leap = Math.abs(weight - (old[at] ?? 0));
        const usual = Math.max(alone[at] ?? 0, settings.learningRate);
        expect(leap, `after ${other}`).toBeLessThan(3 * usual);
      });
    }
  });
});

/** Distance of the last of some steps under constant gradients, for an optimizer that has been at it from the start. */
function descendUnder(
  settings: OptimizerSettings,
  state: ReturnType<typeof stateOf>,
  steps: number,
): readonly number[] {
  let clock = CLOCK_AT_START;
  let before = state.weights.slice();
  for (let step = 0; step < steps; step++) {
    before = state.weights.slice();
    const update = nextUpdate(settings, clock);
    clock = update.clock;
    updateWeights(state, [1, -0.5], whole(2), update.coefficients);
  }
  return Array.from(state.weights, (weight, at) => Math.abs(weight - (before[at] ?? 0)));
}

test('sums of a moment’s weights are what bias correction needs, whatever the decays', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CHOICES), { minLength: 1, maxLength: 40 }), (run) => {
      const state = stateOf(Float64Array, [0]);
      let clock = CLOCK_AT_START;
      for (const [, { settings }] of run) {
        const update = nextUpdate({ ...settings, l2: 0, trust: 0 }, clock);
        clock = update.clock;
        updateWeights(state, [7], whole(1), update.coefficients);
      }
      // of a constant gradient, the corrected moments are the gradient and its square
      expect((state.mean[0] ?? 0) / clock.meanWeight).toBeCloseTo(7, 9);
      expect((state.square[0] ?? 0) / clock.squareWeight).toBeCloseTo(49, 8);
    }),
  );
});
