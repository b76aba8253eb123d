import { expect, test } from 'vitest';
import type { DataFacts } from '#core/strategy/figures.ts';
import { dataTraits, textureOf } from '#strategy/state/data-traits.ts';

const facts = (train: readonly number[], together: readonly number[]): DataFacts => ({
  classes: train.map((_, i) => `class ${i}`),
  counts: { train, validation: train, test: train },
  groups: { head: [], mid: [], tail: [] },
  together,
  labelsPerImage: 1.5,
});

test('images of which two classes always come together', () => {
  const traits = dataTraits(facts([50, 50], [50, 50, 50, 50]), 100, 0.2);
  expect(traits.coOccurrence).toBeCloseTo(1, 12);
  expect(traits.imbalance).toBe(0);
  expect(traits.entropy).toBeCloseTo(1, 12);
  expect(traits.texture).toBe(0.2);
});

test('classes that come by themselves, one ten times as often', () => {
  const traits = dataTraits(facts([50, 5], [50, 2.5, 2.5, 5]), 100, 0);
  expect(traits.coOccurrence).toBeCloseTo(0, 12);
  expect(traits.imbalance).toBeCloseTo(Math.log(10), 12);
  expect(traits.entropy).toBeCloseTo(0.4395, 4); // −(10/11 log₂ 10/11 + 1/11 log₂ 1/11)
});

test('a class without images counts in nothing but the entropy’s greatest', () => {
  const traits = dataTraits(facts([50, 50, 0], [50, 25, 0, 25, 50, 0, 0, 0, 0]), 100, 0);
  expect(traits.imbalance).toBe(0);
  expect(traits.entropy).toBeCloseTo(Math.log(2) / Math.log(3), 12);
});

test('an even image has no texture, an edge has, and twice the contrast twice as much', () => {
  const edge = (low: number, high: number) =>
    Uint8Array.from({ length: 4 * 4 * 3 }, (_, i) => (Math.floor(i / 3) % 4 < 2 ? low : high));
  expect(textureOf(edge(90, 90), 4)).toBe(0);
  expect(textureOf(edge(0, 255), 4)).toBeCloseTo(0.5, 12); // 4 ÷ 8 at every inner pixel
  expect(textureOf(edge(0, 51), 4)).toBeCloseTo(0.1, 12);
  expect(textureOf(Uint8Array.from([...edge(0, 255), ...edge(9, 9)]), 4)).toBeCloseTo(0.25, 12);
});
