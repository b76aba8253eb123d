import { expect, test } from 'vitest';
import { Damage } from '#archive/damage.ts';
import { readImageHeader } from '#datasets/own/image-header.ts';
import { pngOf } from './own-fixtures.ts';

const bytes = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (each) => Number.parseInt(each, 16));
const padded = (hex: string) => {
  const file = new Uint8Array(64);
  file.set(bytes(hex));
  return file;
};

const JPEG_START = 'ffd8ffe000104a46494600010100000100010000';
const WEBP_START = '524946460000000057454250';

test.each([
  ['png', pngOf(640, 480), 640, 480],
  ['gif', padded('4749463839614001f000'), 320, 240],
  ['bmp', padded('424d00000000000000003600000028000000e803000018fcffff'), 1000, 1000],
  // a comment, then a progressive frame
  ['jpeg', padded(`${JPEG_START}fffe00044142ffc2001108012c019003012200`), 400, 300],
  ['webp', padded(`${WEBP_START}56503820000000000000009d012a4001f000`), 320, 240], // lossy
  ['webp', padded(`${WEBP_START}5650384c000000002f63400c00`), 100, 50], // lossless
  ['webp', padded(`${WEBP_START}565038580a00000000000000630000310000`), 100, 50], // extended
] as const)('%s says its size', (type, file, width, height) => {
  expect(readImageHeader(file, 'a')).toEqual({ type, width, height });
});

test.each([
  [new Uint8Array(0), 'cat.png is cut off'],
  [pngOf(1, 1).subarray(0, 20), 'cat.png is cut off'],
  [new Uint8Array(64), 'cat.png is no picture that a browser shows'],
  [pngOf(0, 10), 'cat.png has no pixels: 0 × 10'],
  [pngOf(100_000, 100_000), 'cat.png has 100000 × 100000 pixels; 50 million are the most'],
  [pngOf(0xffffffff, 0xffffffff), 'pixels; 50 million are the most'],
  [padded(JPEG_START), 'cat.png is no picture'],
  [bytes(`${JPEG_START}ffe0ffff`), 'cat.png is cut off'],
])('damage %# is named: %s', (file, message) => {
  expect(() => readImageHeader(file, 'cat.png')).toThrow(message);
  expect(() => readImageHeader(file, 'cat.png')).toThrow(Damage);
});
