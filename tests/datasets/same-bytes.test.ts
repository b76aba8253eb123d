import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasher } from '#core/hash.ts';
import { SPLITS } from '#core/strategy/domain.ts';
import { DOMAINS } from '#datasets/domains.ts';
import { openDomain } from '#datasets/draw-images.ts';
import { loadSheets } from './sheets.ts';

/** The same in Node and in every browser; changed bytes change every run on these images. */
const KNOWN: Readonly<Record<keyof typeof DOMAINS, string>> = {
  'scenes-voc': 'a81029c7e122d8544a7ba373fd0a805b',
  'scenes-coco': '3f8b06f9de5c5d90754c9e4c1f44b258',
  'scenes-vg': '0cab604c99b409a5ab550a8a7821f367',
  'scenes-nus': 'fc6e705e87b181b88b81b280d43141d8',
  'scenes-open': '60d8caafa3d64fda75d130fac1dd2d53',
  'long-tail-1': '9ee2b89a82826c59f7651e1e0e7c9c6d',
  'long-tail-2': 'b7914937d2ac5362e844241d23e61ad8',
  'long-tail-5': '54e2b48ffe2b647b70700f7f33649371',
  shapes: '2237f4364496867ffc0b0f36ceece9f8',
};

const own = Object.getOwnPropertyDescriptors(Math);
const { sin, cos, exp, log, pow } = Math;

beforeAll(() => {
  // as if another browser rounded far worse
  Object.assign(Math, {
    sin: (x: number) => sin(x) * (1 + 1e-9),
    cos: (x: number) => cos(x) * (1 - 1e-9),
    exp: (x: number) => exp(x) * (1 + 1e-9),
    log: (x: number) => log(x) * (1 + 1e-9),
    pow: (x: number, y: number) => pow(x, y) * (1 - 1e-9),
  });
});

afterAll(() => {
  Object.defineProperties(Math, own);
});

/** Hashes the first images of each split: pixels, labels and what is in them. */
test.each(Object.keys(DOMAINS) as (keyof typeof DOMAINS)[])('%s', async (id) => {
  const source = openDomain(DOMAINS[id].settings, 20_251_130, await loadSheets());
  const hash = hasher();
  for (const split of SPLITS)
    for (let index = 0; index < 16; index++) {
      const { pixels, labels, scene, objects } = source.image(split, index);
      hash
        .bytes(pixels)
        .bytes(labels)
        .text(JSON.stringify([scene, objects]));
    }
  expect(hash.text(source.classes.join()).hex()).toBe(KNOWN[id]);
});
