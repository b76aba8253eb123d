import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { openDomain } from '#datasets/draw-images.ts';
import { keyOfImage } from '#datasets/keys.ts';
import { labelCountOf, meanLabelCount, poisson } from '#datasets/labels/label-count.ts';
import { noteLabels } from '#datasets/labels/label-noise.ts';
import { labelSampler } from '#datasets/labels/label-sampler.ts';
import { longTail } from '#datasets/labels/long-tail.ts';
import { scenesOf } from '#datasets/scenes.ts';

const DRAWS = 12_000;
/** Images from which the sampler fits its weights: their chance errors stay in the frequencies. */
const FITTED = 8000;

const COUNT = { extra: 1.2, most: 6 };

const voc = (longTailOf: number, coOccurrence: number) =>
  labelSampler({
    frequencies: longTail(20, longTailOf, meanLabelCount(COUNT)),
    count: COUNT,
    scenes: scenesOf(20).map(({ members }) => members),
    coOccurrence,
  });

const drawMany = (sampler: ReturnType<typeof voc>, seed = 3) =>
  Array.from({ length: DRAWS }, (_, index) => sampler(keyOfImage(seed, 'labels', 'train', index)));

const shareOf = (images: readonly { readonly classes: readonly number[] }[], at: number) =>
  images.filter(({ classes }) => classes.includes(at)).length / images.length;

describe.each([
  [0, 0],
  [2, 1.5],
  [3.5, 1.5],
  [5, 2.5],
])('a long tail of %d with classes together by %d', (rho, kappa) => {
  const images = drawMany(voc(rho, kappa));
  const wanted = longTail(20, rho, meanLabelCount(COUNT));

  test('every class is as frequent as it is to be, within four standard errors', () => {
    wanted.forEach((frequency, at) => {
      const error = Math.sqrt(frequency * (1 - frequency) * (1 / DRAWS + 1 / FITTED));
      expect(Math.abs(shareOf(images, at) - frequency)).toBeLessThan(4 * error);
    });
  });

  test('classes come once, between one and the most', () => {
    for (const { classes } of images) {
      expect(new Set(classes).size).toBe(classes.length);
      expect(classes.length >= 1 && classes.length <= COUNT.most).toBe(true);
      expect(classes.every((at) => at >= 0 && at < 20)).toBe(true);
    }
  });

  test('images have as many labels on average as is said', () => {
    const mean = images.reduce((sum, { classes }) => sum + classes.length, 0) / DRAWS;
    expect(Math.abs(mean - meanLabelCount(COUNT))).toBeLessThan(0.03);
  });
});

test('ρ is the logarithm of the greatest over the least, and frequencies sum to the labels', () => {
  const frequencies = longTail(20, 3.5, 2.2);
  expect(Math.log((frequencies[0] ?? 0) / (frequencies[19] ?? 1))).toBeCloseTo(3.5, 12);
  expect(frequencies.reduce((sum, each) => sum + each, 0)).toBeCloseTo(2.2, 12);
  expect([...longTail(1, 3, 0.5)]).toEqual([0.5]);
});

test('a tail that cannot be is refused in words', () => {
  expect(() => longTail(3, 5, 2.2)).toThrow(
    /long tail of 5 over 3 classes with 2\.20 labels .* 202 % of the images; 90 % is the most/,
  );
});

/** Mean of how much likelier two classes of a scene come together than by chance, and of those of none. */
function lifts(kappa: number): { within: number; across: number } {
  const images = drawMany(voc(1, kappa));
  const scenes = scenesOf(20);
  const single = Array.from({ length: 20 }, (_, at) => shareOf(images, at));
  const both = new Float64Array(400);
  for (const { classes } of images)
    for (const a of classes)
      for (const b of classes) both[a * 20 + b] = (both[a * 20 + b] ?? 0) + 1;
  const found = { within: [] as number[], across: [] as number[] };
  for (let a = 0; a < 20; a++)
    for (let b = 0; b < a; b++) {
      const together = scenes.some(({ members }) => members.includes(a) && members.includes(b));
      const lift = (both[a * 20 + b] ?? 0) / DRAWS / ((single[a] ?? 1) * (single[b] ?? 1));
      found[together ? 'within' : 'across'].push(lift);
    }
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  return { within: mean(found.within), across: mean(found.across) };
}

test('the greater κ, the more the classes of a scene come together; at 0 not at all', () => {
  const [none, some, much] = [lifts(0), lifts(1.5), lifts(3)] as const;
  expect(none.within / none.across).toBeCloseTo(1, 1);
  expect(some.within / some.across).toBeGreaterThan(1.5);
  expect(much.within / much.across).toBeGreaterThan(2 * (some.within / some.across));
});

test('what an image holds depends on seed, split and index alone', () => {
  const sampler = voc(3.5, 1.5);
  const at = (seed: number, split: 'train' | 'test', index: number) =>
    sampler(keyOfImage(seed, 'labels', split, index));
  const first = at(1, 'train', 7);
  at(1, 'train', 8);
  expect(at(1, 'train', 7)).toEqual(first);
  expect(voc(3.5, 1.5)(keyOfImage(1, 'labels', 'train', 7))).toEqual(first);
  const many = (seed: number, split: 'train' | 'test') =>
    Array.from({ length: 50 }, (_, index) => at(seed, split, index));
  expect(many(1, 'test')).not.toEqual(many(1, 'train'));
  expect(many(2, 'train')).not.toEqual(many(1, 'train'));
});

test('more labels than classes are refused', () => {
  const frequencies = longTail(3, 0, 1);
  const few = { frequencies, count: { extra: 1, most: 4 }, scenes: [[0]], coOccurrence: 0 };
  expect(() => labelSampler(few)).toThrow('4 labels an image are more than the 3 classes');
});

test('label counts and Poisson numbers have their means', () => {
  const reader = draws([1, 2]);
  const mean = (of: () => number) =>
    Array.from({ length: DRAWS }, of).reduce((sum, x) => sum + x, 0) / DRAWS;
  const countOf = labelCountOf({ extra: 2, most: 4 });
  expect(mean(() => countOf(reader))).toBeCloseTo(meanLabelCount({ extra: 2, most: 4 }), 1);
  expect(mean(() => poisson(3, reader))).toBeCloseTo(3, 1);
  expect(poisson(0, reader)).toBe(0);
});

test('noise leaves labels out and adds some, as often as is said', () => {
  const frequencies = Float64Array.of(0.5, 0.25, 0.15, 0.1);
  const reader = draws([5, 5]);
  const mean = 0.25;
  const changed = [0, 0, 0, 0];
  for (let i = 0; i < DRAWS; i++) {
    const noted = noteLabels(
      Uint8Array.of(1, 0, 0, 1),
      frequencies,
      { dropped: 0.2, added: 0.04 },
      reader,
    );
    [1, 0, 0, 1].forEach((label, at) => {
      if (noted[at] !== label) changed[at] = (changed[at] ?? 0) + 1;
    });
  }
  const expected = [0.2, 0.04, (0.04 * 0.15) / mean, 0.2];
  expected.forEach((share, at) => {
    expect(Math.abs((changed[at] ?? 0) / DRAWS - share)).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / DRAWS),
    );
  });
});

test('noise spoils training alone', () => {
  const settings: DomainSettings = {
    ...DOMAINS.shapes.settings,
    dropped: 0.5,
    added: 0.1,
    size: 8,
  };
  const source = openDomain(settings, 4);
  const clean = openDomain({ ...settings, dropped: 0, added: 0 }, 4);
  const differ = (split: 'train' | 'validation' | 'test') =>
    Array.from({ length: 40 }, (_, index) => index).filter(
      (index) =>
        source.image(split, index).labels.join() !== clean.image(split, index).labels.join(),
    ).length;
  expect(differ('train')).toBeGreaterThan(20);
  expect(differ('validation') + differ('test')).toBe(0);
});
