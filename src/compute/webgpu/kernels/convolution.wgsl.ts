/** Convolution of images, y = f(x ∗ W + b), and back, as products of matrices whose rows are the patches of pixels. */
import { GRADIENT_PIXELS } from '../../lowering/abi.ts';
import type { Access } from './access.ts';
import { each, groupsOf, kernel } from './kernel.ts';
import { CHEAP_ACTIVATION, product } from './product.wgsl.ts';

/**
 * Every record begins with: x, floats from one image of it to the next, images, height, width, channels, size of the
 * kernels, step, padding, height of y, width of y, channels of y, y, floats from one image of it to the next.
 */
const GEOMETRY = /* wgsl */ `
  let images = word(r, 2u); let inner = word(r, 5u); let outer = word(r, 11u);
  let pixels = word(r, 9u) * word(r, 10u); let wStride = (outer + 3u) & ~3u;
  let xStride = word(r, 1u); let yStride = word(r, 13u); let reach = word(r, 6u) * word(r, 6u);`;

/**
 * Elements of patches: of an output pixel, counted through all images, where its image and the corner of its patch are; of
 * a number within a patch, which row, column and channel it is of; and what is there, zero beyond the edges.
 */
const PATCH = /* wgsl */ `
struct Corner { image: u32, row: i32, column: i32 }
struct Within { row: i32, column: i32, channel: u32 }
fn cornerOf(r: u32, i: u32) -> Corner {
  let across = word(r, 10u); let pixels = word(r, 9u) * across; let p = i % pixels; let padding = i32(word(r, 8u));
  return Corner(
    at(r, 0u) + (i / pixels) * word(r, 1u),
    i32((p / across) * word(r, 7u)) - padding,
    i32((p % across) * word(r, 7u)) - padding,
  );
}
fn withinOf(r: u32, k: u32) -> Within {
  let channels = word(r, 5u); let size = word(r, 6u); let pixel = k / channels;
  return Within(i32(pixel / size), i32(pixel % size), k % channels);
}
fn patchAt(r: u32, corner: Corner, within: Within) -> f32 {
  let row = corner.row + within.row; let column = corner.column + within.column;
  if (row < 0 || column < 0 || row >= i32(word(r, 3u)) || column >= i32(word(r, 4u))) { return 0.0; }
  return load(corner.image + (u32(row) * word(r, 4u) + u32(column)) * word(r, 5u) + within.channel);
}
`;

/** Operands that may be of 16 bits: x and y. Channels are a multiple of two then. */
const HALVES = [0, 12];

/** Stores sums of a pixel of an image, counted through all images, and clears what is behind an image. */
const storeOfImage = (
  { step, store }: Access,
  images: string,
  stride: string,
  pixels: string,
  channels: string,
  value: (sum: string) => string,
) => /* wgsl */ `
        let image = ${images} + (i / ${pixels}) * ${stride};
        ${store(
          `image + (i % ${pixels}) * ${channels} + j`,
          (next) => value(next ? 'next' : 'sum'),
          `${channels} - j`,
        )}
        if (i % ${pixels} == 0u && j == 0u) {
          for (var rest = ${pixels} * ${channels}; rest < ${stride}; rest += ${step}u) {
            ${store('image + rest', () => '0.0', `${stride} - rest`)}
          }
        }`;

/** Operands from 14 on: W, b (or 0), activation (one that is fused), scratch (unused). */
export const convolutionForward = product({
  operands: 18,
  sizes: (o) => [imagesOf(o) * pixelsOf(o), o[11] ?? 0],
  halves: HALVES,
  declarations: PATCH + CHEAP_ACTIVATION,
  define: /* wgsl */ `${GEOMETRY}
  let rows = images * pixels; let columns = outer; let depth = reach * inner;
  let w = at(r, 14u); let biased = word(r, 15u) != 0u; let biases = at(r, 15u); let y = at(r, 12u); let kind = word(r, 16u);`,
  a: 'patchAt(r, ofRow, ofInner)',
  partsOfA: { ofRow: 'cornerOf', ofInner: 'withinOf' },
  b: 'load(w + kk * wStride + j)',
  aAlongDepth: true,
  bAlongDepth: false,
  start: 'select(0.0, load(biases + select(0u, j, biased)), biased)',
  store: (access) =>
    storeOfImage(access, 'y', 'yStride', 'pixels', 'outer', (sum) => `activated(kind, ${sum})`),
});

/**
 * Pixels of all images over which a workgroup sums up gradients of weights: few enough for many workgroups to share the
 * work, where there are few weights. `layers/convolution.ts` takes room for the sums of each.
 */
const PART = GRADIENT_PIXELS;

/**
 * Operands from 14 on: dW, db (or 0), scratch: of each part of the pixels its sums for dW, then for db. Here y is dy.
 */
const GRADIENTS = {
  operands: 17,
  define: /* wgsl */ `${GEOMETRY}
  let rows = reach * inner; let columns = wStride; let depth = images * pixels;
  let dy = at(r, 12u); let biased = word(r, 15u) != 0u; let sumsAt = at(r, 16u); let each = (rows + 1u) * columns;`,
};

export const convolutionBackwardWeights = product({
  ...GRADIENTS,
  sizes: (o) => [depthOf(o), paddedOuter(o), imagesOf(o) * pixelsOf(o)],
  halves: HALVES,
  declarations: PATCH,
  a: 'patchAt(r, ofInner, ofRow)',
  partsOfA: { ofRow: 'withinOf', ofInner: 'cornerOf' },
  b: 'select(0.0, load(dy + (kk / pixels) * yStride + (kk % pixels) * outer + min(j, outer - 1u)), j < outer)',
  aAlongDepth: false,
  bAlongDepth: false,
  start: '0.0',
  store: ({ step }) => /* wgsl */ `
        store(sumsAt + part * each + i * columns + j, sum);
        ${step === 2 ? 'if (j + 1u < columns) { store(sumsAt + part * each + i * columns + j + 1u, next); }' : ''}`,
  columnSums: /* wgsl */ `
  if (biased && top == 0u && row == 0u) {
    for (var q = 0u; q < 4u; q++) {
      let j = left + column + q;
      if (j < columns) { store(sumsAt + part * each + rows * columns + j, sums[q]); }
    }
  }`,
  partLength: PART,
  finish: kernel({
    operands: GRADIENTS.operands,
    groups: (o) => groupsOf((depthOf(o) + 1) * paddedOuter(o)),
    body: /* wgsl */ `${GRADIENTS.define}
  let parts = (depth + ${PART - 1}u) / ${PART}u;
  ${each(
    'each',
    /* wgsl */ `
    var sum = 0.0;
    for (var part = 0u; part < parts; part++) { sum += memory[sumsAt + part * each + i]; }
    if (i < rows * columns) { memory[at(r, 14u) + i] = sum; }
    else if (biased) { memory[at(r, 15u) + i - rows * columns] = sum; }`,
  )}`,
  }),
});

/**
 * Structures for a gradient with respect to x: of a pixel, counted through all images, where its image's dy is and
 * where it lies in padded x; of a number, which row, column and channel of kernels it is of; and the dy that lies
 * there.
 */
const REACHING = /* wgsl */ `
struct Seen { image: u32, row: i32, column: i32 }
struct Kernel { row: i32, column: i32, channel: u32 }
fn seenOf(r: u32, i: u32) -> Seen {
  let width = word(r, 4u); let pixels = word(r, 3u) * width; let p = i % pixels;
  return Seen(at(r, 12u) + (i / pixels) * word(r, 13u), i32(p / width + word(r, 8u)), i32(p % width + word(r, 8u)));
}
fn kernelOf(r: u32, k: u32) -> Kernel {
  let outer = word(r, 11u); let size = word(r, 6u); let pixel = k / outer;
  return Kernel(i32(pixel / size), i32(pixel % size), k % outer);
}
fn reaching(r: u32, seen: Seen, part: Kernel) -> f32 {
  let down = seen.row - part.row; let along = seen.column - part.column; let step = i32(word(r, 7u));
  if (down < 0 || along < 0 || down % step != 0 || along % step != 0) { return 0.0; }
  let row = u32(down / step); let column = u32(along / step);
  if (row >= word(r, 9u) || column >= word(r, 10u)) { return 0.0; }
  return load(seen.image + (row * word(r, 10u) + column) * word(r, 11u) + part.channel);
}
`;

/** Operands from 14 on: W, scratch (unused). Here x is dx, and y dy. */
export const convolutionBackwardInput = product({
  operands: 16,
  sizes: (o) => [imagesOf(o) * (o[3] ?? 0) * (o[4] ?? 0), o[5] ?? 0],
  halves: HALVES,
  declarations: REACHING,
  define: /* wgsl */ `${GEOMETRY}
  let seen = word(r, 3u) * word(r, 4u);
  let rows = images * seen; let columns = inner; let depth = reach * outer;
  let w = at(r, 14u); let dx = at(r, 0u);`,
  a: 'reaching(r, ofRow, ofInner)',
  partsOfA: { ofRow: 'seenOf', ofInner: 'kernelOf' },
  b: 'load(w + ((kk / outer) * inner + j) * wStride + kk % outer)',
  aAlongDepth: true,
  bAlongDepth: true,
  start: '0.0',
  store: (access) => storeOfImage(access, 'dx', 'xStride', 'seen', 'inner', (sum) => sum),
});

const imagesOf = (o: readonly number[]) => o[2] ?? 0;
const pixelsOf = (o: readonly number[]) => (o[9] ?? 0) * (o[10] ?? 0);
const depthOf = (o: readonly number[]) => (o[6] ?? 0) * (o[6] ?? 0) * (o[5] ?? 0);
const paddedOuter = (o: readonly number[]) => Math.ceil((o[11] ?? 0) / 4) * 4;
