/** The greatest of squares of pixels, and the mean and greatest of all, by channel; and back. Images are [pixel][channel]. */
import { each, eachStored, groupsOf, kernel, LANES } from './kernel.ts';
import { NAN } from './numbers.wgsl.ts';

/** The greater of two, or NaN where one is. */
const GREATER = /* wgsl */ `
${NAN}
fn greater(a: f32, b: f32) -> f32 { return select(select(a, b, b > a || isNan(b)), a, isNan(a)); }
`;

/** Below every number that is finite. */
const LEAST = '-3.4028234e38';

/**
 * Every record of `maxPool` begins with: x, floats from one image of it to the next, images, height, width, channels,
 * size of the squares, y, floats from one image of it to the next.
 */
const SQUARES = /* wgsl */ `
  let images = word(r, 2u); let width = word(r, 4u); let channels = word(r, 5u); let size = word(r, 6u);
  let across = width / size; let outputs = (word(r, 3u) / size) * across * channels;
  let xStride = word(r, 1u); let yStride = word(r, 8u);`;

/** Channel of place `j` of an image of y, and where the first pixel of its square lies in an image of x. */
const CORNER = /* wgsl */ `
    let channel = j % channels; let square = j / channels;
    let corner = ((square / across) * size * width + (square % across) * size) * channels + channel;`;

const outputsOf = (o: readonly number[]) => (o[2] ?? 0) * (o[8] ?? 0);

export const maxPoolForward = kernel({
  operands: 9,
  groups: (o) => groupsOf(outputsOf(o)),
  halves: [0, 7],
  declarations: /* wgsl */ `${GREATER}
fn greatestOf(r: u32, i: u32) -> f32 {${SQUARES}
  let j = i % yStride;
  if (j >= outputs) { return 0.0; }
  ${CORNER}
  let x = at(r, 0u) + (i / yStride) * xStride + corner;
  var greatest = load(x);
  for (var row = 0u; row < size; row++) {
    for (var column = 0u; column < size; column++) {
      greatest = greater(greatest, load(x + (row * width + column) * channels));
    }
  }
  return greatest;
}
`,
  body: (access) => /* wgsl */ `
  let y = at(r, 7u);
  ${eachStored(access, 'word(r, 2u) * word(r, 8u)', 'y', 'greatestOf')}`,
});

/**
 * Operands from 9 on: dy, dx, whether x came out of a ReLU. The first of equals gets the gradient, row by row; none where
 * that ReLU was at 0.
 */
export const maxPoolBackward = kernel({
  operands: 12,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[1] ?? 0)),
  halves: [0, 7, 9, 10],
  declarations: /* wgsl */ `
fn gradientOf(r: u32, i: u32) -> f32 {${SQUARES}
  let place = i % xStride; let pixel = place / channels;
  let row = pixel / width; let column = pixel % width;
  if (place >= word(r, 3u) * width * channels || row / size >= word(r, 3u) / size || column / size >= across) { return 0.0; }
  let j = ((row / size) * across + column / size) * channels + place % channels;
  let y = (i / xStride) * yStride + j;
  let greatest = load(at(r, 7u) + y);
  let image = at(r, 0u) + (i / xStride) * xStride;
  if (load(image + place) != greatest) { return 0.0; }
  let top = row - row % size; let left = column - column % size;
  for (var n = 0u; n < (row % size) * size + column % size; n++) {
    let other = ((top + n / size) * width + left + n % size) * channels + place % channels;
    if (load(image + other) == greatest) { return 0.0; }
  }
  if (word(r, 11u) != 0u && greatest <= 0.0) { return 0.0; }
  return load(at(r, 9u) + y);
}
`,
  body: (access) => /* wgsl */ `
  let dx = at(r, 10u);
  ${eachStored(access, 'word(r, 2u) * word(r, 1u)', 'dx', 'gradientOf')}`,
});

/**
 * Every record of `globalPool` begins with: x, floats from one image of it to the next, images, pixels, channels, y,
 * floats from one row of it to the next. A row of y is the means, then the greatest.
 */
const POOL = /* wgsl */ `
  let images = word(r, 2u); let pixels = word(r, 3u); let channels = word(r, 4u);
  let xStride = word(r, 1u); let yStride = word(r, 6u);`;

export const globalPoolForward = kernel({
  operands: 7,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[6] ?? 0)),
  halves: [0],
  declarations: GREATER,
  body: () => /* wgsl */ `${POOL}
  ${each(
    'images * yStride',
    /* wgsl */ `
    let j = i % yStride;
    let x = at(r, 0u) + (i / yStride) * xStride + j % channels;
    var sum = 0.0;
    var greatest = ${LEAST};
    if (j < 2u * channels) {
      for (var pixel = 0u; pixel < pixels; pixel++) {
        let v = load(x + pixel * channels);
        sum += v;
        greatest = greater(greatest, v);
      }
    }
    var out = 0.0;
    if (j < channels) { out = sum / f32(pixels); }
    else if (j < 2u * channels) { out = greatest; }
    store(at(r, 5u) + i, out);`,
  )}`,
});

/**
 * Operands from 7 on: dy, dx. The first of equals gets the gradient of the greatest. An invocation takes as many channels
 * as are stored at a time, which there are a multiple of.
 */
export const globalPoolBackward = kernel({
  operands: 9,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[4] ?? 0)),
  halves: [0, 8],
  body: ({ step, store }) => {
    const channels = step === 1 ? [0] : [0, 1];
    const begin = (n: number) => /* wgsl */ `
    let share${n} = load(at(r, 7u) + row + ${n}u) / f32(pixels);
    let greatest${n} = load(at(r, 5u) + row + channels + ${n}u);
    var gradient${n} = load(at(r, 7u) + row + channels + ${n}u);`;
    const take = (n: number) => /* wgsl */ `
      var out${n} = share${n};
      if (load(x + place + ${n}u) == greatest${n}) {
        out${n} += gradient${n};
        gradient${n} = 0.0;
      }`;
    return /* wgsl */ `${POOL}
  for (var i = (group.x * ${LANES}u + lane) * ${step}u; i < images * channels; i += groups.x * ${LANES * step}u) {
    let image = i / channels; let c = i % channels;
    let x = at(r, 0u) + image * xStride; let dx = at(r, 8u) + image * xStride;
    let row = image * yStride + c;
    ${channels.map(begin).join('')}
    for (var pixel = 0u; pixel < pixels; pixel++) {
      let place = pixel * channels + c;
      ${channels.map(take).join('')}
      ${store('dx + place', (next) => (next ? 'out1' : 'out0'))}
    }
    if (c == 0u) {
      for (var rest = pixels * channels; rest < xStride; rest += ${step}u) { ${store('dx + rest', () => '0.0')} }
    }
  }`;
  },
});
