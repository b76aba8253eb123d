/**
 * Convolution of images, y = f(x ∗ W + b), and back, as products of matrices: the patches of so many output pixels are
 * gathered as rows of a matrix, which stays in the second cache; or in tiles or
 * lines, `convolution-tiles.as.ts` and `convolution-lines.as.ts`, where these fit.
 * Images are [height][width][channels].
 *
 * Every record begins with: x, floats from one image of it to the next, images, height, width, channels, size of the
 * kernels, step, padding, height of y, width of y, channels of y, y, floats from one image of it to the next. Back, x
 * and y are their gradients where those are written or read.
 */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { isLined, linesBackwardWeights, linesForward } from './convolution-lines.as';
import { isTiled, tilesBackwardInput, tilesBackwardWeights, tilesForward } from './convolution-tiles.as';
import { columnSums, product, productWithTranspose, STORE, STORE_LEAKY_RELU, STORE_RELU } from './product.as';
import { productTransposed } from './product-transposed.as';
import { at, word } from './record.as';

/** Output pixels whose patches are gathered at a time; `layers/convolution.ts` takes room for them. */
const TILE: i32 = 64;

/** Copies whole floats. */
// @ts-ignore: decorator
@inline
function copy(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, v128.load(from));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

/** Adds floats to floats. */
// @ts-ignore: decorator
@inline
function addTo(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}

/**
 * Goes over the patches of `count` output pixels from the `first` on: copies each from the image into a row of
 * `patches` (`stride` bytes apart), zeros beyond the edges; or, `back`, adds the rows to the image.
 */
function eachPatch(r: usize, image: usize, first: i32, count: i32, patches: usize, stride: usize, back: bool): void {
  const height = word(r, 3), width = word(r, 4), size = word(r, 6), step = word(r, 7), padding = word(r, 8), across = word(r, 10);
  const pixel: usize = word(r, 5) << 2, line: usize = pixel * size;
  for (let i = first; i < first + count; i++, patches += stride) {
    const top = (i / across) * step - padding, left = (i % across) * step - padding;
    const from = min(size, max(0, -left)), to = max(from, min(size, width - left));
    const before = pixel * from, within = pixel * (to - from);
    let patch = patches;
    for (let row = top; row < top + size; row++, patch += line) {
      const inside = row >= 0 && row < height && within > 0;
      const place = image + <usize>((row * width + left + from) * <i32>pixel);
      if (back) {
        if (inside) addTo(place, patch + before, within);
      } else if (inside) {
        if (before) memory.fill(patch, 0, before);
        copy(patch + before, place, within);
        if (to < size) memory.fill(patch + before + within, 0, line - before - within);
      } else memory.fill(patch, 0, line);
    }
  }
}

/** Rows of `width` bytes, `from` bytes apart, as rows `to` bytes apart. */
function copyRows(source: usize, from: usize, target: usize, to: usize, width: usize, rows: i32): void {
  for (let i = 0; i < rows; i++, source += from, target += to) copy(target, source, width);
}

/** Operands from 14 on: W, b (or 0), activation (one that is fused), scratch. */
export function convolutionForward(r: usize): void {
  if (isTiled(r)) {
    tilesForward(r);
    return;
  }
  if (isLined(r)) {
    linesForward(r);
    return;
  }
  const images = word(r, 2), channels = word(r, 11), pixels = word(r, 9) * word(r, 10), activation = word(r, 16);
  const depth = word(r, 6) * word(r, 6) * word(r, 5), columns = (channels + 3) & ~3;
  const mode = activation == RELU ? STORE_RELU : activation == LEAKY_RELU ? STORE_LEAKY_RELU : STORE;
  const patches = at(r, 17), packed = patches + <usize>(TILE * depth << 2), wide = packed + <usize>(8 * depth << 2);
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 13) << 2, pixel: usize = channels << 2;
  let x = at(r, 0), y = at(r, 12);
  for (let image = 0; image < images; image++, x += xBytes, y += yBytes) {
    for (let first = 0; first < pixels; first += TILE) {
      const count = min(TILE, pixels - first);
      const to = y + <usize>first * pixel;
      eachPatch(r, x, first, count, patches, depth << 2, false);
      const c = columns == channels ? to : wide;
      product(mode, patches, depth, count, at(r, 14), columns, columns, depth, at(r, 15), c, columns, packed);
      if (c != to) copyRows(wide, columns << 2, to, pixel, pixel, count);
    }
    const end = <usize>pixels * pixel;
    if (end < yBytes) memory.fill(y + end, 0, yBytes - end);
  }
}

/** Operands from 14 on: dW, db (or 0), scratch. Here y is dy. */
export function convolutionBackwardWeights(r: usize): void {
  if (isTiled(r)) {
    tilesBackwardWeights(r);
    return;
  }
  if (isLined(r)) {
    linesBackwardWeights(r);
    return;
  }
  const images = word(r, 2), channels = word(r, 11), pixels = word(r, 9) * word(r, 10);
  const depth = word(r, 6) * word(r, 6) * word(r, 5), columns = (channels + 3) & ~3;
  const dW = at(r, 14), db = at(r, 15);
  const patches = at(r, 16), packed = patches + <usize>(TILE * depth << 2), wide = packed + <usize>(8 * TILE << 2);
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 13) << 2, pixel: usize = channels << 2;
  let x = at(r, 0), dy = at(r, 12);
  if (columns != channels) memory.fill(wide, 0, TILE * columns << 2);
  let goesOn = false;
  for (let image = 0; image < images; image++, x += xBytes, dy += yBytes)
    for (let first = 0; first < pixels; first += TILE) {
      const count = min(TILE, pixels - first);
      let gradients = dy + <usize>first * pixel;
      eachPatch(r, x, first, count, patches, depth << 2, false);
      if (columns != channels) {
        copyRows(gradients, pixel, wide, columns << 2, pixel, count);
        gradients = wide;
      }
      productTransposed(patches, depth, depth, gradients, columns, columns, count, dW, columns, packed, goesOn);
      if (db) columnSums(gradients, columns, count, columns, db, goesOn);
      goesOn = true;
    }
}

/** Operands from 14 on: W, scratch. Here x is dx, and y dy. */
export function convolutionBackwardInput(r: usize): void {
  if (isTiled(r)) {
    tilesBackwardInput(r);
    return;
  }
  const images = word(r, 2), channels = word(r, 11), pixels = word(r, 9) * word(r, 10);
  const depth = word(r, 6) * word(r, 6) * word(r, 5), columns = (channels + 3) & ~3, stride = (depth + 3) & ~3;
  const patches = at(r, 15), packed = patches + <usize>(TILE * stride << 2);
  const xBytes: usize = word(r, 1) << 2, yBytes: usize = word(r, 13) << 2, pixel: usize = channels << 2;
  let dx = at(r, 0), dy = at(r, 12);
  for (let image = 0; image < images; image++, dx += xBytes, dy += yBytes) {
    memory.fill(dx, 0, xBytes);
    for (let first = 0; first < pixels; first += TILE) {
      const count = min(TILE, pixels - first);
      productWithTranspose(
        dy + <usize>first * pixel, channels, count, at(r, 14), columns, depth, channels, patches, stride, 0, packed,
      );
      eachPatch(r, dx, first, count, patches, stride << 2, true);
    }
  }
}
