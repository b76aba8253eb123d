import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  constant,
  cosine,
  exponential,
  oneCycle,
  polynomial,
  restarts,
  type Scale,
  steps,
  triangles,
  warmUp,
} from '#strategy/recipes/schedule-families.ts';
import { SCHEDULES, type ScheduleChoice } from '#strategy/recipes/schedules.ts';
import reference from '../../reference/torch-training.json' with { type: 'json' };

interface Known {
  readonly schedule: string;
  readonly baseLr: number;
  readonly options: Readonly<Record<string, number | string>>;
  readonly lrAtEachStep: readonly number[];
}

const STEPS = 24;

/** PyTorch's schedule as one of ours, and the learning rate that it is a share of. */
function translate({ schedule, baseLr, options }: Known): { peak: number; scale: Scale } {
  const number = (name: string) => options[name] as number;
  switch (schedule) {
    case 'StepLR': {
      const at = [1, 2, 3].map((times) => (times * number('stepSize')) / STEPS);
      return { peak: baseLr, scale: steps(at, number('gamma')) };
    }
    case 'ExponentialLR':
      return { peak: baseLr, scale: exponential(number('gamma') ** STEPS) };
    case 'CosineAnnealingLR':
      return { peak: baseLr, scale: cosine(number('etaMin') / baseLr) };
    case 'CosineAnnealingWarmRestarts':
      return {
        peak: baseLr,
        scale: restarts(number('t0') / STEPS, number('tMult'), number('etaMin') / baseLr),
      };
    case 'OneCycleLR': {
      const last = number('totalSteps') - 1;
      return {
        peak: number('maxLr'),
        scale: oneCycle({
          rise: (number('pctStart') * number('totalSteps') - 1) / last,
          start: 1 / number('divFactor'),
          end: 1 / number('divFactor') / number('finalDivFactor'),
          shape: options['annealStrategy'] === 'cos' ? 'cosine' : 'linear',
        }),
      };
    }
    case 'CyclicLR':
      return {
        peak: number('maxLr'),
        scale: triangles(number('stepSizeUp') / STEPS, number('baseLr') / number('maxLr')),
      };
    case 'PolynomialLR':
      return { peak: baseLr, scale: polynomial(number('power')) };
    default:
      throw new Error(`no schedule is known as ${schedule}`);
  }
}

test.each((reference.schedules as readonly Known[]).map((known) => ({ ...known, known })))(
  '$schedule $options is PyTorch’s',
  ({ known }) => {
    const { peak, scale } = translate(known);
    expect(known.lrAtEachStep).toHaveLength(STEPS);
    known.lrAtEachStep.forEach((expected, step) => {
      expect(Math.abs(peak * scale(step / STEPS) - expected)).toBeLessThan(1e-9 * peak);
    });
  },
);

const CHOICES: readonly (readonly [string, ScheduleChoice])[] = Object.entries(SCHEDULES);

describe.each(CHOICES)('%s', (_, { scale }) => {
  test('stays between 0 and the base learning rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (progress) => {
        const share = scale(progress);
        expect(share >= 0 && share <= 1 + 1e-12).toBe(true);
      }),
    );
  });

  test('reaches the base learning rate', () => {
    const shares = Array.from({ length: 10_001 }, (_, i) => scale(i / 10_000));
    expect(Math.max(...shares)).toBeCloseTo(1, 3);
  });
});

test.each([
  ['constant', [1, 1, 1, 1, 1]],
  ['step', [1, 1, 0.1, 0.01, 0.01]],
  ['cosine', [1, 0.853553, 0.5, 0.146447, 0]],
  ['linear', [1, 0.75, 0.5, 0.25, 0]],
  ['polynomial', [1, 0.5625, 0.25, 0.0625, 0]],
  ['exponential', [1, 0.316228, 0.1, 0.031623, 0.01]],
  ['oneCycle', [0.04, 0.935692, 0.811746, 0.283061, 0.000004]],
  ['warmUp', [0, 0.933013, 0.586824, 0.178606, 0]],
  ['triangles', [0.1, 0.1, 0.1, 0.1, 0.1]],
] as const)('%s at quarters', (id, expected) => {
  expected.forEach((share, quarter) => {
    expect(SCHEDULES[id].scale(quarter / 4)).toBeCloseTo(share, 6);
  });
});

test('restarts begin anew after one and three sevenths, and not at the end', () => {
  const { scale } = SCHEDULES.restarts;
  const eps = 1e-6;
  expect(scale(1 / 7 - eps)).toBeLessThan(1e-6);
  expect(scale(1 / 7 + eps)).toBeCloseTo(1, 6);
  expect(scale(3 / 7 - eps)).toBeLessThan(1e-6);
  expect(scale(3 / 7 + eps)).toBeCloseTo(1, 6);
  expect(scale(1)).toBeCloseTo(0, 12);
});

test('a warm-up is continuous where the other schedule takes over', () => {
  const scale = warmUp(0.25, constant);
  expect([0, 0.125, 0.25, 1].map(scale)).toEqual([0, 0.5, 1, 1]);
});
