/**
 * Convolution of images with step 1, padded to the size that they have, and the way back to its weights, line by line of
 * an image that has a frame of zeros: there each line of a patch lies in one piece. Widths are multiples of 4, channels out
 * of 8.
 *
 * Records are those of `convolution.as.ts`; scratch holds the framed image, and what the functions say.
 */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { columnSums, packColumns, productOfLines, STORE, STORE_LEAKY_RELU, STORE_RELU } from './product.as';
import { productTransposed } from './product-transposed.as';
import { at, word } from './record.as';
import { frame } from './winograd.as';

/** Output pixels whose patches are gathered at a time, if they are more than a line's. */
const ENOUGH_PIXELS: i32 = 64;

/** Tells whether a record is of such a convolution. `layers/convolution.ts` takes room by the same rule. */
export function isLined(r: usize): bool {
  return word(r, 7) == 1 && word(r, 6) == 2 * word(r, 8) + 1 && !(word(r, 4) & 3) && !(word(r, 11) & 7);
}

/** Bytes of the framed image, with room for a vector that is read beyond its end. */
function framedBytes(r: usize): usize {
  const frames = 2 * word(r, 8);
  return (<usize>((word(r, 3) + frames) * (word(r, 4) + frames) * word(r, 5)) << 2) + 64;
}

/** Operands from 14 on: W, b (or 0), activation (one that is fused), scratch: W, eight columns after eight. */
export function linesForward(r: usize): void {
  const images = word(r, 2), height = word(r, 3), width = word(r, 4), inputs = word(r, 5), size = word(r, 6), padding = word(r, 8);
  const columns = word(r, 11), activation = word(r, 16), biases = at(r, 15);
  const mode = activation == RELU ? STORE_RELU : activation == LEAKY_RELU ? STORE_LEAKY_RELU : STORE;
  const depth = size * size * inputs, pixel: usize = inputs << 2, line = <usize>(width + 2 * padding) * pixel;
  const framed = at(r, 17), panels = framed + framedBytes(r), panelBytes = <usize>depth << 5;
  for (let j = 0; j < columns; j += 8)
    packColumns(at(r, 14) + (<usize>j << 2), <usize>columns << 2, depth, panels + <usize>(j >> 3) * panelBytes);
  memory.fill(framed, 0, framedBytes(r));
  let x = at(r, 0), y = at(r, 12);
  for (let image = 0; image < images; image++, x += <usize>word(r, 1) << 2, y += <usize>word(r, 13) << 2) {
    frame(x, height, width, inputs, framed, padding);
    for (let j = 0; j < columns; j += 8) {
      const first = biases ? biases + (<usize>j << 2) : 0, panel = panels + <usize>(j >> 3) * panelBytes;
      let to = y + (<usize>j << 2);
      for (let row: usize = 0; row < <usize>height; row++, to += <usize>(width * columns) << 2)
        productOfLines(mode, framed + row * line, pixel, line, size, width >> 2, panel, first, to, <usize>columns << 2);
    }
  }
}

/**
 * Operands from 14 on: dW, db (or 0), scratch: patches of so many pixels, their numbers rounded up to whole vectors, then
 * 8 × the pixels, then dW with as many rows. Here y is dy.
 */
export function linesBackwardWeights(r: usize): void {
  const images = word(r, 2), height = word(r, 3), width = word(r, 4), inputs = word(r, 5), size = word(r, 6), padding = word(r, 8);
  const columns = word(r, 11), db = at(r, 15), lines = max(1, ENOUGH_PIXELS / width);
  const depth = size * size * inputs, stride = (depth + 3) & ~3, pixel: usize = inputs << 2;
  const line = <usize>(width + 2 * padding) * pixel;
  const framed = at(r, 16), patches = framed + framedBytes(r);
  const packed = patches + (<usize>(lines * width * stride + 16) << 2), sums = packed + (<usize>(8 * lines * width) << 2);
  memory.fill(framed, 0, framedBytes(r));
  let x = at(r, 0), dy = at(r, 12), goesOn = false;
  for (let image = 0; image < images; image++, x += <usize>word(r, 1) << 2, dy += <usize>word(r, 13) << 2) {
    frame(x, height, width, inputs, framed, padding);
    for (let row = 0; row < height; row += lines) {
      const count = min(lines, height - row), gradients = dy + (<usize>(row * width * columns) << 2);
      let to = patches;
      for (let i = row; i < row + count; i++, to += <usize>(width * stride) << 2)
        gatherLine(framed + <usize>i * line, line, pixel, width, size, to, <usize>stride << 2);
      productTransposed(patches, stride, stride, gradients, columns, columns, count * width, sums, columns, packed, goesOn);
      if (db) columnSums(gradients, columns, count * width, columns, db, goesOn);
      goesOn = true;
    }
  }
  memory.copy(at(r, 14), sums, <usize>(depth * columns) << 2);
}

/**
 * The patches of a line of pixels. Whole vectors are copied: the excess of one is written over by the next, or lies
 * behind the last number of a patch, where its products are dropped.
 */
function gatherLine(framed: usize, line: usize, pixel: usize, width: i32, size: i32, to: usize, stride: usize): void {
  const bytes = <usize>size * pixel;
  for (const end = to + <usize>width * stride; to < end; to += stride, framed += pixel) {
    let from = framed, patch = to;
    for (let i = 0; i < size; i++, from += line, patch += bytes)
      for (let j: usize = 0; j < bytes; j += 16) v128.store(patch + j, v128.load(from + j));
  }
}
