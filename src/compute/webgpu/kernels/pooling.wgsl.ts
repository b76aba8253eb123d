/** The greatest of squares of pixels, and the mean and greatest of all, by channel; and back. Images are [pixel][channel]. */
import { each, groupsOf, kernel } from './kernel.ts';
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

/** Of place `j` of an image of y: its channel, and where the first pixel of its square lies in an image of x. */
const CORNER = /* wgsl */ `
    let channel = j % channels; let square = j / channels;
    let corner = ((square / across) * size * width + (square % across) * size) * channels + channel;`;

const outputsOf = (o: readonly number[]) => (o[2] ?? 0) * (o[8] ?? 0);

export const maxPoolForward = kernel({
  operands: 9,
  groups: (o) => groupsOf(outputsOf(o)),
  declarations: GREATER,
  body: /* wgsl */ `${SQUARES}
  ${each(
    'images * yStride',
    /* wgsl */ `
    let j = i % yStride;
    var greatest = 0.0;
    if (j < outputs) {
      ${CORNER}
      let x = at(r, 0u) + (i / yStride) * xStride + corner;
      greatest = memory[x];
      for (var row = 0u; row < size; row++) {
        for (var column = 0u; column < size; column++) {
          greatest = greater(greatest, memory[x + (row * width + column) * channels]);
        }
      }
    }
    memory[at(r, 7u) + i] = greatest;`,
  )}`,
});

/**
 * Operands from 9 on: dy, dx, whether x came out of a ReLU. The first of equals gets the gradient, row by row; none where
 * that ReLU was at 0.
 */
export const maxPoolBackward = kernel({
  operands: 12,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[1] ?? 0)),
  body: /* wgsl */ `${SQUARES}
  ${each(
    'images * xStride',
    /* wgsl */ `
    let place = i % xStride; let pixel = place / channels;
    let row = pixel / width; let column = pixel % width;
    var gradient = 0.0;
    if (place < word(r, 3u) * width * channels && row / size < word(r, 3u) / size && column / size < across) {
      let j = ((row / size) * across + column / size) * channels + place % channels;
      let y = (i / xStride) * yStride + j;
      let greatest = memory[at(r, 7u) + y];
      let image = at(r, 0u) + (i / xStride) * xStride;
      var isFirst = memory[image + place] == greatest;
      let top = row - row % size; let left = column - column % size;
      for (var n = 0u; n < (row % size) * size + column % size; n++) {
        let other = ((top + n / size) * width + left + n % size) * channels + place % channels;
        if (memory[image + other] == greatest) { isFirst = false; }
      }
      if (word(r, 11u) != 0u && greatest <= 0.0) { isFirst = false; }
      if (isFirst) { gradient = memory[at(r, 9u) + y]; }
    }
    memory[at(r, 10u) + i] = gradient;`,
  )}`,
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
  declarations: GREATER,
  body: /* wgsl */ `${POOL}
  ${each(
    'images * yStride',
    /* wgsl */ `
    let j = i % yStride;
    let x = at(r, 0u) + (i / yStride) * xStride + j % channels;
    var sum = 0.0;
    var greatest = ${LEAST};
    if (j < 2u * channels) {
      for (var pixel = 0u; pixel < pixels; pixel++) {
        let v = memory[x + pixel * channels];
        sum += v;
        greatest = greater(greatest, v);
      }
    }
    var out = 0.0;
    if (j < channels) { out = sum / f32(pixels); }
    else if (j < 2u * channels) { out = greatest; }
    memory[at(r, 5u) + i] = out;`,
  )}`,
});

/** Operands from 7 on: dy, dx. The first of equals gets the gradient of the greatest. */
export const globalPoolBackward = kernel({
  operands: 9,
  groups: (o) => groupsOf((o[2] ?? 0) * (o[4] ?? 0)),
  body: /* wgsl */ `${POOL}
  ${each(
    'images * channels',
    /* wgsl */ `
    let image = i / channels; let c = i % channels;
    let x = at(r, 0u) + image * xStride; let dx = at(r, 8u) + image * xStride;
    let row = image * yStride + c;
    let share = memory[at(r, 7u) + row] / f32(pixels);
    let greatest = memory[at(r, 5u) + row + channels];
    var gradient = memory[at(r, 7u) + row + channels];
    for (var pixel = 0u; pixel < pixels; pixel++) {
      let place = pixel * channels + c;
      if (memory[x + place] == greatest) {
        memory[dx + place] = share + gradient;
        gradient = 0.0;
      } else { memory[dx + place] = share; }
    }
    if (c == 0u) {
      for (var rest = pixels * channels; rest < xStride; rest++) { memory[dx + rest] = 0.0; }
    }`,
  )}`,
});
