import { beforeAll, describe, expect, test } from 'vitest';
import type { DomainSettings } from '#core/strategy/domain.ts';
import { DOMAINS, type Domain } from '#datasets/domains.ts';
import { type ImageSource, openDomain } from '#datasets/draw-images.ts';
import type { SpriteSheets } from '#datasets/images/stamps.ts';
import { scenesOf } from '#datasets/scenes.ts';
import { SPRITE_CLASSES, SPRITE_PICTURES } from '#datasets/sprites/catalogue.ts';
import { SPRITE_BYTES, unpackSheet } from '#datasets/sprites/sheet.ts';
import { loadSheets } from './sheets.ts';

let sheets: SpriteSheets;
beforeAll(async () => {
  sheets = await loadSheets();
});

const CASES: readonly (readonly [string, Domain])[] = Object.entries(DOMAINS);

describe.each(CASES)('%s', (_, { settings }) => {
  let source: ImageSource;
  beforeAll(() => {
    source = openDomain(settings, 11, sheets);
  });

  test('shows in each image what its labels say, and nothing else', () => {
    for (let index = 0; index < 60; index++) {
      const { pixels, labels, objects, scene } = source.image('test', index);
      expect(pixels).toHaveLength(settings.size * settings.size * 3);
      const shown = new Set(objects.map(({ classIndex }) => classIndex));
      if (settings.sceneLabels) shown.add(settings.classes + scene);
      expect(Array.from(labels).flatMap((label, at) => (label ? at : []))).toEqual(
        [...shown].sort((a, b) => a - b),
      );
    }
  });

  test('puts objects inside the image, and knows how much of each is seen', () => {
    for (let index = 0; index < 60; index++)
      for (const { box, visible } of source.image('train', index).objects) {
        const [left, top, right, bottom] = box;
        expect(left <= right && top <= bottom && left >= 0 && top >= 0).toBe(true);
        expect(right <= settings.size && bottom <= settings.size).toBe(true);
        expect(visible >= 0 && visible <= 1).toBe(true);
        if (visible > 0) expect((right - left) * (bottom - top)).toBeGreaterThan(0);
      }
  });

  test('has images of every split, each different', () => {
    const images = [
      ...[0, 1, 2].map((index) => source.image('train', index)),
      source.image('validation', 0),
      source.image('test', 0),
    ].map(({ pixels }) => pixels.join());
    expect(new Set(images).size).toBe(images.length);
  });
});

const voc = (change: Partial<DomainSettings>, seed = 5) =>
  openDomain({ ...DOMAINS['scenes-voc'].settings, ...change }, seed, sheets);

/** Mean over images of the mean difference between neighbours in a row. */
function roughness(source: ImageSource): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < 30; index++) {
    const { pixels } = source.image('train', index);
    for (let at = 3; at < pixels.length; at++) {
      sum += Math.abs((pixels[at] ?? 0) - (pixels[at - 3] ?? 0));
      count++;
    }
  }
  return sum / count;
}

test('texture and clutter make images rougher', () => {
  const plain = { texture: 0, clutter: 0 };
  const calm = roughness(voc(plain));
  expect(roughness(voc({ ...plain, texture: 0.6 }))).toBeGreaterThan(1.3 * calm);
  expect(roughness(voc({ ...plain, clutter: 6 }))).toBeGreaterThan(1.3 * calm);
});

test('objects are as large as is said', () => {
  const meanSide = (smallest: number, largest: number) => {
    const source = voc({ smallest, largest, clutter: 0, size: 64 });
    const sides = Array.from({ length: 60 }, (_, index) => source.image('train', index).objects)
      .flat()
      .filter(({ visible }) => visible > 0.99)
      .map(({ box }) => Math.max(box[2] - box[0], box[3] - box[1]));
    return sides.reduce((sum, side) => sum + side, 0) / sides.length / 64;
  };
  expect(meanSide(0.2, 0.2)).toBeLessThan(0.24);
  expect(meanSide(0.2, 0.2)).toBeGreaterThan(0.12);
  expect(meanSide(0.4, 0.4) / meanSide(0.2, 0.2)).toBeCloseTo(2, 0);
});

test('an object behind another is partly hidden; one alone is not', () => {
  const crowded = voc({
    clutter: 0,
    longTail: 1,
    labelCount: { extra: 5, most: 8 },
    largest: 0.8,
    smallest: 0.8,
  });
  const lonely = voc({ clutter: 0, labelCount: { extra: 0, most: 1 }, longTail: 0 });
  const visible = (source: ImageSource) =>
    Array.from({ length: 40 }, (_, index) => source.image('train', index).objects)
      .flat()
      .map((object) => object.visible);
  expect(Math.min(...visible(crowded))).toBeLessThan(0.35);
  expect(Math.min(...visible(lonely))).toBeGreaterThan(0.8); // but for what the edge cuts off
});

test('each style draws a class its own way, and several are mixed', () => {
  const pixels = (styles: DomainSettings['styles']) => {
    const source = voc({ styles });
    return [0, 1, 2, 3].map((index) => source.image('train', index).pixels.join());
  };
  expect(pixels(['fluent'])).not.toEqual(pixels(['noto']));
  expect(pixels(['twemoji'])).not.toEqual(pixels(['fluent']));
  const mixed = voc({ styles: ['noto', 'fluent', 'twemoji'] });
  const looks = Array.from({ length: 40 }, (_, index) => mixed.image('train', index).objects)
    .flat()
    .map(({ look }) => look);
  expect(new Set(looks)).toEqual(new Set([0, 1, 2]));
});

test('which class is frequent can be shuffled', () => {
  const listed = voc({ order: 0 }).frequencies;
  expect([...listed].toSorted((a, b) => b - a)).toEqual([...listed]);
  const shuffled = voc({ order: 2 }).frequencies;
  expect([...shuffled]).not.toEqual([...listed]);
  expect([...shuffled].toSorted((a, b) => b - a)).toEqual([...listed]);
});

test.each([
  [{ styles: [] }, 'none is chosen'],
  [{ classes: 80 }, 'scenes can have 11 to 79 classes, not 80'],
  [{ classes: 10 }, 'scenes can have 11 to 79 classes, not 10'],
  [{ kind: 'shapes' }, 'there are 12 classes of shapes, not 20'],
] as const)('%j cannot be met: %s', (change, message) => {
  expect(() => voc(change)).toThrow(message);
});

test('a style without its sheet is named', () => {
  expect(() => openDomain(DOMAINS['scenes-nus'].settings, 1, {})).toThrow('fluent');
});

test.each([11, 20, 40, 79])(
  'of %d classes, every one belongs to a scene or stands alone',
  (classes) => {
    const scenes = scenesOf(classes);
    expect(scenes.length).toBeGreaterThan(0);
    for (const { members } of scenes) expect(members.length).toBeGreaterThanOrEqual(4);
    if (classes === 20) expect(new Set(scenes.flatMap(({ members }) => members)).size).toBe(20);
    if (classes === 79) expect(new Set(scenes.flatMap(({ members }) => members)).size).toBe(79);
  },
);

test('every sprite shows something in every style, and no two are the same', async () => {
  for (const sheet of Object.values(await loadSheets())) {
    const sprites = SPRITE_PICTURES.map((_, at) =>
      sheet.subarray(at * SPRITE_BYTES, (at + 1) * SPRITE_BYTES),
    );
    expect(new Set(sprites.map((sprite) => sprite.join())).size).toBe(SPRITE_PICTURES.length);
    for (const sprite of sprites) {
      const opaque = sprite.filter((level, at) => at % 4 === 3 && level > 127).length;
      expect(opaque).toBeGreaterThan(100);
      // colours are multiplied by alpha, so none is above it
      expect(sprite.every((level, at) => level <= (sprite[at - (at % 4) + 3] ?? 0))).toBe(true);
    }
  }
  expect(new Set(SPRITE_CLASSES).size).toBe(79);
});

test('a file that is no sheet is refused', async () => {
  const { zlibSync } = await import('fflate');
  expect(() => unpackSheet(zlibSync(new Uint8Array(40)))).toThrow('not 40');
});
