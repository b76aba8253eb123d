import { expect, test } from 'vitest';
import { ROW_COLOURS, rowStyle } from '#ui/strategy/rows/row-style.ts';

type Triple = readonly [number, number, number];

const linear = (share: number) =>
  share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
const rgbOf = (hex: string): Triple =>
  [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  ) as unknown as Triple;

const times = (m: readonly number[], [x, y, z]: Triple): Triple =>
  [0, 3, 6].map(
    (at) => (m[at] ?? 0) * x + (m[at + 1] ?? 0) * y + (m[at + 2] ?? 0) * z,
  ) as unknown as Triple;

/** Björn Ottosson's OKLab of linear sRGB. */
function lab(rgb: Triple): Triple {
  const cones = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
      0.0883024619, 0.2817188376, 0.6299787005,
    ],
    rgb.map((share) => Math.max(0, Math.min(1, share))) as unknown as Triple,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099,
      0.0259040371, 0.7827717662, -0.808675766,
    ],
    cones,
  );
}

/** Eyes after Machado, Oliveira and Fernandes (2009), severity 1: how people see colours. */
const EYES: Readonly<Record<string, readonly number[]>> = {
  'all colours': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

const luminance = ([red, green, blue]: Triple) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

test.each([
  ['light', 0, '#ffffff'],
  ['dark', 1, '#111827'],
] as const)(
  'in the %s theme rows of different colours are told apart by all eyes',
  (_, theme, page) => {
    const colours = ROW_COLOURS.map((pair) => rgbOf(pair[theme]));
    for (const [eyes, matrix] of Object.entries(EYES))
      for (const [i, one] of colours.entries())
        for (const other of colours.slice(0, i)) {
          const [a, b] = [lab(times(matrix, one)), lab(times(matrix, other))];
          expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), eyes).toBeGreaterThan(0.08);
        }
    const ground = luminance(rgbOf(page)) + 0.05;
    for (const colour of colours) {
      const own = luminance(colour) + 0.05;
      expect(Math.max(own, ground) / Math.min(own, ground)).toBeGreaterThan(3);
    }
  },
);

test('no two of sixteen rows look alike, and those of one colour differ in their dashes', () => {
  const looks = Array.from({ length: 16 }, (_, row) => rowStyle(row));
  expect(new Set(looks.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(16);
  for (const row of [0, 1, 2, 3, 4, 5, 6, 7])
    expect(looks[row]?.dash).not.toBe(looks[row + 8]?.dash);
});
