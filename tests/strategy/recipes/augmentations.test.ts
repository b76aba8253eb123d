import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draws } from '#core/random.ts';
import {
  AUGMENTATIONS,
  type AugmentationChoice,
  type AugmentationCoefficients,
} from '#strategy/recipes/augmentations.ts';
import { changeImage } from '#strategy/recipes/change-image.ts';
import { contrasted, saturated, turnedHue } from '#strategy/recipes/colour-changes.ts';
import { drawChange } from '#strategy/recipes/draw-change.ts';
import {
  afterColour,
  afterWarp,
  EMPTY_BOX,
  type ImageChange,
  SAME_COLOUR,
  SAME_PLACE,
  statisticsOf,
} from '#strategy/recipes/image-change.ts';
import { mixTargets, ownShare, visibleTargets } from '#strategy/recipes/mixed-targets.ts';

const SIZE = 16;
const MEAN = [0.5, 0.4, 0.3] as const;

/** [B, S, S, 3] */
const randomImages = (count: number, seed: number) => {
  const reader = draws([seed, 1]);
  return Float64Array.from({ length: count * SIZE * SIZE * 3 }, () => reader.uniform());
};

const imageOf = (pixels: Float64Array, at: number) =>
  pixels.subarray(at * SIZE * SIZE * 3, (at + 1) * SIZE * SIZE * 3);

const drawOf = (c: AugmentationCoefficients, pixels: Float64Array, seed: number, partner = 0) =>
  drawChange(c, SIZE, statisticsOf(pixels), MEAN, partner, draws([seed, 2]));

const CHOICES: readonly (readonly [string, AugmentationChoice])[] = Object.entries(AUGMENTATIONS);

const same: ImageChange = {
  warp: SAME_PLACE,
  colour: SAME_COLOUR,
  solarize: 2,
  levels: 0,
  cut: EMPTY_BOX,
  cutColour: MEAN,
  partner: 0,
  keep: 1,
  mixBox: EMPTY_BOX,
};

describe.each(CHOICES)('%s', (id, { coefficients }) => {
  test('gives colours between 0 and 1, the same from the same draws', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const pixels = randomImages(2, seed);
        const changes = [0, 1].map((at) =>
          drawOf(coefficients, imageOf(pixels, at), seed * 2 + at, 1 - at),
        );
        const changed = changeImage(pixels, SIZE, changes, 0);
        expect(changed.every((level) => level >= -1e-12 && level <= 1 + 1e-12)).toBe(true);
        expect(changeImage(pixels, SIZE, changes, 0)).toEqual(changed);
        const own = ownShare(changes[0] as ImageChange, SIZE);
        expect(own >= 0 && own <= 1).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('changes images, unless it is none', () => {
    const pixels = randomImages(2, 5);
    const changed = Array.from({ length: 20 }, (_, seed) => {
      const changes = [0, 1].map((at) => drawOf(coefficients, imageOf(pixels, at), seed, 1 - at));
      return changeImage(pixels, SIZE, changes, 0).join();
    });
    if (id === 'none')
      expect(changed.every((each) => each === imageOf(pixels, 0).join())).toBe(true);
    else expect(new Set(changed).size).toBeGreaterThan(10);
  });
});

test('basic moves by whole pixels up to an eighth each way, and mirrors every other image', () => {
  const pixels = randomImages(1, 3);
  const seen = Array.from({ length: 2000 }, (_, seed) =>
    drawOf(AUGMENTATIONS.basic.coefficients, pixels, seed),
  );
  const mirrored = seen.filter(({ warp }) => warp[0] === -1).length;
  expect(Math.abs(mirrored / 2000 - 0.5)).toBeLessThan(0.05);
  const moves = new Set(seen.map(({ warp }) => warp[5]));
  expect([...moves].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
});

test('what comes in from beyond an edge is the mirror image', () => {
  const pixels = randomImages(1, 4);
  const changed = changeImage(pixels, SIZE, [{ ...same, warp: [1, 0, -2, 0, 1, 0] }], 0);
  const at = (list: Float64Array, x: number) => list[(5 * SIZE + x) * 3];
  expect([0, 1, 2, 3].map((x) => at(changed, x))).toEqual([2, 1, 0, 1].map((x) => at(pixels, x)));
});

test('cutout wipes out a square of half the side, less at the edges, in the mean colour', () => {
  const pixels = randomImages(1, 6);
  const areas = Array.from({ length: 300 }, (_, seed) => {
    const change = drawOf(AUGMENTATIONS.cutout.coefficients, pixels, seed);
    const [left, top, right, bottom] = change.cut;
    const changed = changeImage(pixels, SIZE, [change], 0);
    expect([...changed.subarray((top * SIZE + left) * 3, (top * SIZE + left) * 3 + 3)]).toEqual([
      ...MEAN,
    ]);
    return (right - left) * (bottom - top);
  });
  expect(Math.max(...areas)).toBe((SIZE / 2) ** 2);
  expect(Math.min(...areas)).toBeLessThan((SIZE / 2) ** 2 / 2);
});

test('erase takes a part between 0.02 and 0.33, every other time', () => {
  const pixels = randomImages(1, 6);
  const cuts = Array.from({ length: 600 }, (_, seed) => {
    const [left, top, right, bottom] = drawOf(AUGMENTATIONS.erase.coefficients, pixels, seed).cut;
    return ((right - left) * (bottom - top)) / (SIZE * SIZE);
  });
  const made = cuts.filter((share) => share > 0);
  expect(Math.abs(made.length / 600 - 0.5)).toBeLessThan(0.08);
  expect(Math.max(...made)).toBeLessThan(0.4); // to whole pixels
});

test('mixup blends all of two images by what is drawn', () => {
  const pixels = randomImages(2, 8);
  const change = { ...same, partner: 1, keep: 0.3 };
  const mixed = changeImage(pixels, SIZE, [change, { ...same, partner: 0 }], 0);
  mixed.forEach((level, at) => {
    const expected = 0.3 * (pixels[at] ?? 0) + 0.7 * (imageOf(pixels, 1)[at] ?? 0);
    expect(level).toBeCloseTo(expected, 12);
  });
  expect(ownShare(change, SIZE)).toBe(0.3);
});

test('CutMix takes a box of the partner, as that one is changed', () => {
  const pixels = randomImages(2, 9);
  const partner = { ...same, warp: [-1, 0, SIZE - 1, 0, 1, 0] as const };
  const change = { ...same, partner: 1, mixBox: [2, 3, 6, 9] as const };
  const mixed = changeImage(pixels, SIZE, [change, partner], 0);
  const at = (list: Float64Array, x: number, y: number) => list[(y * SIZE + x) * 3];
  expect(at(mixed, 2, 3)).toBe(at(imageOf(pixels, 1), SIZE - 3, 3));
  expect(at(mixed, 6, 3)).toBe(at(pixels, 6, 3));
  expect(ownShare(change, SIZE)).toBeCloseTo(1 - 24 / 256, 12);
});

test('how much is kept is drawn from Beta distributions', () => {
  const pixels = randomImages(1, 1);
  const kept = (c: AugmentationCoefficients) =>
    Array.from({ length: 4000 }, (_, seed) => ownShare(drawOf(c, pixels, seed), SIZE));
  const mixup = kept(AUGMENTATIONS.mixup.coefficients);
  const mean = mixup.reduce((sum, x) => sum + x, 0) / mixup.length;
  const variance = mixup.reduce((sum, x) => sum + (x - mean) ** 2, 0) / mixup.length;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(variance).toBeCloseTo(1 / (4 * (2 * 0.4 + 1)), 2); // of Beta(α, α)
});

test('targets are mixed by area, joined, or kept where enough is seen', () => {
  expect([...mixTargets([1, 0, 1], [0, 1, 1], 0.75, 'area')]).toEqual([0.75, 0.25, 1]);
  expect([...mixTargets([1, 0, 0], [0, 1, 0], 0.75, 'union')]).toEqual([1, 1, 0]);
  expect([...mixTargets([1, 0], [0, 1], 1, 'union')]).toEqual([1, 0]);
  const own = [
    { classIndex: 0, box: [0, 0, 10, 10] as const }, // 64 % behind the box
    { classIndex: 1, box: [0, 0, 4, 10] as const }, // 40 % behind
    { classIndex: 1, box: [2, 2, 2, 2] as const },
  ];
  const partners = [
    { classIndex: 2, box: [2, 2, 4, 4] as const }, // all within
    { classIndex: 3, box: [0, 0, 16, 16] as const }, // a quarter within
  ];
  expect([...visibleTargets(4, own, partners, [2, 2, 10, 10])]).toEqual([1, 1, 1, 0]);
  expect([...visibleTargets(4, own, partners, [0, 0, 9, 9])]).toEqual([0, 0, 1, 0]);
});

test('warps and colours follow one upon the other', () => {
  const first = [1, 0.1, 2, -0.2, 1, 1] as const;
  const then = [-1, 0, 15, 0, 1, 0] as const;
  const [a, b, c, d, e, f] = afterWarp(first, then);
  const [x, y] = [3, 5];
  const [u, v] = [15 - x, y];
  expect(a * x + b * y + c).toBeCloseTo(u + 0.1 * v + 2, 12);
  expect(d * x + e * y + f).toBeCloseTo(-0.2 * u + v + 1, 12);
  const statistics = { grey: 0.4, least: MEAN, greatest: MEAN };
  const both = afterColour(saturated(0.5), contrasted(1.2, statistics));
  const grey = 0.299 * 0.9 + 0.587 * 0.2 + 0.114 * 0.1;
  const red = (0.9 - grey) * 0.5 + grey;
  const found = [0.9, 0.2, 0.1].reduce(
    (sum, level, i) => sum + level * (both[i] ?? 0),
    both[3] ?? 0,
  );
  expect(found).toBeCloseTo((red - 0.4) * 1.2 + 0.4, 12);
});

test('a turn of hue leaves grey alone, and a whole one everything', () => {
  const of = (matrix: readonly number[], colour: readonly number[]) =>
    [0, 1, 2].map((row) =>
      colour.reduce((sum, level, k) => sum + level * (matrix[row * 4 + k] ?? 0), 0),
    );
  for (const level of of(turnedHue(0.3), [0.5, 0.5, 0.5])) expect(level).toBeCloseTo(0.5, 3);
  of(turnedHue(1), [0.9, 0.2, 0.1]).forEach((level, i) => {
    expect(level).toBeCloseTo([0.9, 0.2, 0.1][i] ?? 0, 3);
  });
  expect(of(turnedHue(1 / 3), [1, 0, 0])[0]).toBeLessThan(0.5);
});
