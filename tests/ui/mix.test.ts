import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAMILIES, type Family } from '#core/lineage.ts';
import { type Mix, moveDivider, normalise, setShare } from '#ui/setup/mix.ts';

const mixes: fc.Arbitrary<Mix> = fc.record({
  none: fc.double({ min: 0, max: 1, noNaN: true }),
  architecture: fc.double({ min: 0, max: 1, noNaN: true }),
  parameters: fc.double({ min: 0, max: 1, noNaN: true }),
  activation: fc.double({ min: 0, max: 1, noNaN: true }),
  hyperparameter: fc.double({ min: 0, max: 1, noNaN: true }),
});
const hundredths = (mix: Mix) =>
  FAMILIES.reduce((sum, family) => sum + Math.round(mix[family] * 100), 0);

test('a normalised mix sums to one and keeps its proportions to a hundredth', () => {
  fc.assert(
    fc.property(mixes, (mix) => {
      const sum = FAMILIES.reduce((total, family) => total + mix[family], 0);
      fc.pre(sum > 1e-6);
      const even = normalise(mix);
      expect(hundredths(even)).toBe(100);
      for (const family of FAMILIES)
        expect(Math.abs(even[family] - mix[family] / sum)).toBeLessThanOrEqual(0.0101);
    }),
  );
});

test('moving a divider keeps the sum, touches two families, and stops at nothing', () => {
  const pairs = fc.constantFrom<readonly [Family, Family]>(
    ['none', 'architecture'],
    ['parameters', 'hyperparameter'],
  );
  fc.assert(
    fc.property(
      mixes,
      pairs,
      fc.double({ min: -2, max: 2, noNaN: true }),
      (mix, [left, right], by) => {
        fc.pre(FAMILIES.some((family) => mix[family] > 1e-6));
        const before = normalise(mix);
        const after = moveDivider(mix, left, right, by);
        expect(hundredths(after)).toBe(100);
        for (const family of FAMILIES) {
          expect(after[family]).toBeGreaterThanOrEqual(0);
          if (family !== left && family !== right) expect(after[family]).toBe(before[family]);
        }
      },
    ),
  );
});

test('a mix of nothing stays as it is', () => {
  const nothing: Mix = {
    none: 0,
    architecture: 0,
    parameters: 0,
    activation: 0,
    hyperparameter: 0,
  };
  expect(normalise(nothing)).toEqual(nothing);
});

test('a share that is typed stands, the others keep their proportions, and the sum is one', () => {
  fc.assert(
    fc.property(
      mixes,
      fc.constantFrom(...FAMILIES),
      fc.integer({ min: 0, max: 100 }),
      (mix, family, percent) => {
        fc.pre(FAMILIES.reduce((total, each) => total + mix[each], 0) > 1e-6);
        const set = setShare(mix, family, percent / 100, FAMILIES);
        expect(hundredths(set)).toBe(100);
        expect(Math.round(set[family] * 100)).toBe(percent);
      },
    ),
  );
  const mix = { none: 0.4, architecture: 0.2, parameters: 0.2, activation: 0, hyperparameter: 0.2 };
  expect(setShare(mix, 'none', 0.7, FAMILIES)).toEqual({
    none: 0.7,
    architecture: 0.1,
    parameters: 0.1,
    activation: 0,
    hyperparameter: 0.1,
  });
});

test('where one family had everything, what it gives up goes to the first of the others', () => {
  const only = { none: 0, architecture: 1, parameters: 0, activation: 0, hyperparameter: 0 };
  expect(setShare(only, 'architecture', 0.6, FAMILIES)).toMatchObject({
    none: 0.4,
    architecture: 0.6,
  });
});
