import type { Stamps } from './stamps.ts';

/** Tells whether a point is inside, of a square from −1 to 1, y down. */
type Inside = (x: number, y: number) => boolean;

const SHAPES: Readonly<Record<string, Inside>> = {
  circle: (x, y) => x * x + y * y < 0.81,
  square: (x, y) => Math.abs(x) < 0.8 && Math.abs(y) < 0.8,
  triangle: (x, y) => y < 0.8 && y > 1.8 * Math.abs(x) - 0.9,
  cross: (x, y) =>
    Math.min(Math.abs(x), Math.abs(y)) < 0.28 && Math.max(Math.abs(x), Math.abs(y)) < 0.9,
};

/** To lie about, in grey. */
const GREY_SHAPES: readonly Inside[] = [
  (x, y) => x * x + y * y < 0.81 && x * x + y * y > 0.36,
  (x, y) => Math.abs(x) < 0.9 && Math.abs(y) < 0.2,
  (x, y) => Math.abs(x) + Math.abs(y) < 0.9,
];
const GREY = [128, 128, 128] as const;

const COLOURS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [214, 48, 49],
  green: [39, 158, 84],
  blue: [52, 110, 219],
};

const SHAPE_NAMES = Object.keys(SHAPES);
const COLOUR_NAMES = Object.keys(COLOURS);

/** 'red circle', 'green circle' …: every shape in every colour. */
export const SHAPE_CLASSES: readonly string[] = SHAPE_NAMES.flatMap((shape) =>
  COLOUR_NAMES.map((colour) => `${colour} ${shape}`),
);

/** Classes of one colour are a scene. */
export const SHAPE_SCENES: readonly (readonly number[])[] = COLOUR_NAMES.map((_, colour) =>
  SHAPE_NAMES.map((__, shape) => shape * COLOUR_NAMES.length + colour),
);

const PICTURES = [
  ...Object.values(SHAPES).flatMap((inside) =>
    Object.values(COLOURS).map((colour) => ({ inside, colour })),
  ),
  ...GREY_SHAPES.map((inside) => ({ inside, colour: GREY })),
];

/** Coloured shapes, which need no file. */
export const SHAPE_STAMPS: Stamps = {
  looks: 1,
  clutter: GREY_SHAPES.map((_, at) => SHAPE_CLASSES.length + at),
  sample: (picture, _, u, v, out) => {
    const { inside, colour } = PICTURES[picture] as (typeof PICTURES)[number];
    const alpha = inside(2 * u - 1, 2 * v - 1) ? 1 : 0;
    for (let channel = 0; channel < 3; channel++)
      out[channel] = alpha * (colour[channel] as number);
    out[3] = alpha * 255;
  },
};
