import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import { SPLITS } from '#core/strategy/domain.ts';
import { stratify } from '#datasets/own/stratify.ts';

const SHARES = { train: 0.6, validation: 0.2, test: 0.2 };

/** Images with a long tail of labels, one to three each. */
function longTailed(images: number, classes: number, seed: number): number[][] {
  const reader = draws([seed, 9]);
  const weights = Array.from({ length: classes }, (_, at) => 1 / (at + 1) ** 2);
  return Array.from({ length: images }, () => [
    ...new Set(Array.from({ length: 1 + reader.integer(3) }, () => reader.weighted(weights))),
  ]);
}

test('every image is in one split, and splits are as large as they are to be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 200 }), fc.nat(1000), (count, seed) => {
      const splits = stratify(longTailed(count, 6, seed), 6, SHARES, seed);
      expect(splits).toHaveLength(count);
      for (const split of SPLITS) {
        const size = splits.filter((each) => each === split).length;
        expect(Math.abs(size - SHARES[split] * count)).toBeLessThan(4 + 0.03 * count);
      }
    }),
    { numRuns: 50 },
  );
});

test('every class has its share in each split, the rare ones too', () => {
  fc.assert(
    fc.property(fc.nat(1000), (seed) => {
      const labels = longTailed(600, 8, seed);
      const splits = stratify(labels, 8, SHARES, seed);
      for (let label = 0; label < 8; label++) {
        const members = labels.flatMap((own, image) => (own.includes(label) ? [image] : []));
        for (const split of SPLITS) {
          const found = members.filter((image) => splits[image] === split).length;
          const due = SHARES[split] * members.length;
          expect(Math.abs(found - due)).toBeLessThan(2.5 + 0.05 * due);
          if (members.length >= 10) expect(found).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('a random split loses rare classes that this one keeps', () => {
  const labels = Array.from({ length: 200 }, (_, image) => (image < 5 ? [0, 1] : [1]));
  let lost = 0;
  for (let seed = 0; seed < 100; seed++) {
    const splits = stratify(labels, 2, SHARES, seed);
    expect([0, 1, 2, 3, 4].filter((image) => splits[image] === 'train')).toHaveLength(3);
    const reader = draws([seed, 1]);
    if (![0, 1, 2, 3, 4].some(() => reader.uniform() < 0.2)) lost++;
  }
  expect(lost).toBeGreaterThan(10);
});

test('the same seed gives the same splits, another gives others', () => {
  const labels = longTailed(100, 5, 1);
  expect(stratify(labels, 5, SHARES, 7)).toEqual(stratify(labels, 5, SHARES, 7));
  expect(stratify(labels, 5, SHARES, 8)).not.toEqual(stratify(labels, 5, SHARES, 7));
});

test('a split of no share gets no image, nor does anything break without labels', () => {
  const shares = { train: 0.8, validation: 0.2, test: 0 };
  expect(stratify(longTailed(80, 4, 2), 4, shares, 1)).not.toContain('test');
  expect(stratify([], 3, SHARES, 1)).toEqual([]);
  expect(new Set(stratify([[], [], [], [], []], 0, SHARES, 1))).toEqual(new Set(SPLITS));
});

test('twenty thousand images of two hundred classes are no matter', () => {
  const started = performance.now();
  expect(stratify(longTailed(20_000, 200, 3), 200, SHARES, 1)).toHaveLength(20_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
