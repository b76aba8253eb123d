/**
 * Convolution of images with kernels of 3 × 3, step 1 and padding 1, and back, in tiles, `winograd.as.ts`. Height and width
 * are even, channels in and out multiples of 8.
 *
 * Records are those of `convolution.as.ts`; scratch holds a framed image of the more channels, then at 16 places each the
 * kernels [in × out], the input's windows [tiles × in] and the output's tiles [tiles × out], then 8 × the more channels, or
 * 8 × tiles if these are more.
 */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { columnSums, product, STORE } from './product.as';
import { productTransposed } from './product-transposed.as';
import { at, word } from './record.as';
import {
  frame, kernelGradients, LEAKY_RELU_OF, outputs, PLAIN, RELU_OF, transformKernels, transformTiles, transformWindows,
} from './winograd.as';

const PLACES: i32 = 16;

/** Tiles of so many images at a time, where one has few: sums of gradients are then long enough to be worth it. */
const ENOUGH_TILES: i32 = 64;

/** Tells whether a record is of such a convolution. `layers/convolution.ts` takes room by the same rule. */
export function isTiled(r: usize): bool {
  return word(r, 6) == 3 && word(r, 7) == 1 && word(r, 8) == 1 && !((word(r, 3) | word(r, 4)) & 1) && !((word(r, 5) | word(r, 11)) & 7);
}

/** Operands from 14 on: W, b (or 0), activation (one that is fused), scratch. */
export function tilesForward(r: usize): void {
  const images = word(r, 2), height = word(r, 3), width = word(r, 4), inputs = word(r, 5), columns = word(r, 11);
  const tiles = (height * width) >> 2, activation = word(r, 16);
  const mode = activation == RELU ? RELU_OF : activation == LEAKY_RELU ? LEAKY_RELU_OF : PLAIN;
  const kernelBytes = apart(inputs * columns), windowBytes = apart(tiles * inputs), tileBytes = apart(tiles * columns);
  const framed = at(r, 17), kernels = framed + framedBytes(height, width, max(inputs, columns));
  const windows = kernels + PLACES * kernelBytes, products = windows + PLACES * windowBytes, packed = products + PLACES * tileBytes;
  transformKernels(at(r, 14), inputs, columns, kernels, kernelBytes);
  memory.fill(framed, 0, framedBytes(height, width, inputs));
  let x = at(r, 0), y = at(r, 12);
  for (let image = 0; image < images; image++, x += <usize>word(r, 1) << 2, y += <usize>word(r, 13) << 2) {
    frame(x, height, width, inputs, framed, 1);
    transformWindows(framed, height, width, inputs, windows, windowBytes);
    for (let i: usize = 0; i < <usize>PLACES; i++)
      product(
        STORE, windows + i * windowBytes, inputs, tiles, kernels + i * kernelBytes, columns, columns, inputs, 0,
        products + i * tileBytes, columns, packed,
      );
    outputs(products, tileBytes, height, width, columns, y, at(r, 15), mode);
  }
}

/** Operands from 14 on: dW, db (or 0), scratch. Here y is dy. */
export function tilesBackwardWeights(r: usize): void {
  const images = word(r, 2), height = word(r, 3), width = word(r, 4), inputs = word(r, 5), columns = word(r, 11);
  const tiles = (height * width) >> 2, together = max(1, ENOUGH_TILES / tiles), db = at(r, 15);
  const kernelBytes = apart(inputs * columns);
  const windowBytes = apart(together * tiles * inputs), tileBytes = apart(together * tiles * columns);
  const framed = at(r, 16), kernels = framed + framedBytes(height, width, max(inputs, columns));
  const windows = kernels + PLACES * kernelBytes, gradients = windows + PLACES * windowBytes, packed = gradients + PLACES * tileBytes;
  memory.fill(framed, 0, framedBytes(height, width, inputs));
  let x = at(r, 0), dy = at(r, 12);
  for (let first = 0; first < images; first += together) {
    const count = min(together, images - first);
    for (let image = 0; image < count; image++, x += <usize>word(r, 1) << 2, dy += <usize>word(r, 13) << 2) {
      frame(x, height, width, inputs, framed, 1);
      transformWindows(framed, height, width, inputs, windows + (<usize>(image * tiles * inputs) << 2), windowBytes);
      transformTiles(dy, height, width, columns, gradients + (<usize>(image * tiles * columns) << 2), tileBytes);
      if (db) columnSums(dy, columns, height * width, columns, db, first + image > 0);
    }
    for (let i: usize = 0; i < <usize>PLACES; i++)
      productTransposed(
        windows + i * windowBytes, inputs, inputs, gradients + i * tileBytes, columns, columns, count * tiles,
        kernels + i * kernelBytes, columns, packed, first > 0,
      );
  }
  kernelGradients(kernels, kernelBytes, inputs, columns, at(r, 14));
}

/** Operands from 14 on: W, scratch. Here x is dx, and y dy: dx is a convolution of dy with the kernels turned around. */
export function tilesBackwardInput(r: usize): void {
  const images = word(r, 2), height = word(r, 3), width = word(r, 4), inputs = word(r, 5), columns = word(r, 11);
  const tiles = (height * width) >> 2;
  const kernelBytes = apart(inputs * columns), windowBytes = apart(tiles * columns), tileBytes = apart(tiles * inputs);
  const framed = at(r, 15), kernels = framed + framedBytes(height, width, max(inputs, columns));
  const windows = kernels + PLACES * kernelBytes, products = windows + PLACES * windowBytes, packed = products + PLACES * tileBytes;
  // the windows' place holds the kernels turned around until the first image comes
  turn(at(r, 14), inputs, columns, windows);
  transformKernels(windows, columns, inputs, kernels, kernelBytes);
  memory.fill(framed, 0, framedBytes(height, width, columns));
  let dx = at(r, 0), dy = at(r, 12);
  for (let image = 0; image < images; image++, dx += <usize>word(r, 1) << 2, dy += <usize>word(r, 13) << 2) {
    frame(dy, height, width, columns, framed, 1);
    transformWindows(framed, height, width, columns, windows, windowBytes);
    for (let i: usize = 0; i < <usize>PLACES; i++)
      product(
        STORE, windows + i * windowBytes, columns, tiles, kernels + i * kernelBytes, inputs, inputs, columns, 0,
        products + i * tileBytes, inputs, packed,
      );
    outputs(products, tileBytes, height, width, inputs, dx, 0, PLAIN);
  }
}

/** Bytes from one place to the next: a cache line more than the floats, since places a power of two apart share few lines. */
function apart(floats: i32): usize {
  return (<usize>floats << 2) + 64;
}

function framedBytes(height: i32, width: i32, channels: i32): usize {
  return <usize>((height + 2) * (width + 2) * channels) << 2;
}

/** Kernels [9][in × out] in reverse order, transposed. */
function turn(kernels: usize, inputs: i32, columns: i32, to: usize): void {
  for (let at = 8; at >= 0; at--)
    for (let j = 0; j < columns; j++)
      for (let i = 0; i < inputs; i++, to += 4) store<f32>(to, load<f32>(kernels + (<usize>((at * inputs + i) * columns + j) << 2)));
}
