/** Fully connected layer, y = f(x W + b), and back. */
import { LEAKY_RELU, RELU } from '../../lowering/abi';
import { columnSums, product, productWithTranspose, STORE, STORE_LEAKY_RELU, STORE_RELU } from './product.as';
import { productTransposed } from './product-transposed.as';
import { at, word } from './record.as';

/**
 * Operands: x, its stride, rows, inputs, W, b, y, columns (the stride of W and y), activation (one that is fused),
 * scratch [8 × inputs].
 */
export function denseForward(r: usize): void {
  const activation = word(r, 8);
  const mode = activation == RELU ? STORE_RELU : activation == LEAKY_RELU ? STORE_LEAKY_RELU : STORE;
  const columns = word(r, 7);
  product(mode, at(r, 0), word(r, 1), word(r, 2), at(r, 4), columns, columns, word(r, 3), at(r, 5), at(r, 6), columns, at(r, 9));
}

/** Operands: x, its stride, rows, inputs, dy, columns (the stride of dy and W), dW, db, scratch [8 × rows]. */
export function denseBackwardWeights(r: usize): void {
  const rows = word(r, 2), columns = word(r, 5);
  productTransposed(at(r, 0), word(r, 1), word(r, 3), at(r, 4), columns, columns, rows, at(r, 6), columns, at(r, 8), false);
  columnSums(at(r, 4), columns, rows, columns, at(r, 7), false);
}

/**
 * Operands: dy, its stride (and that of W), rows, outputs, W, inputs, scratch [8 × outputs], dx, its stride, and the
 * output of a ReLU that x came out of (or 0). dx = dy Wᵀ, zero where that output is.
 */
export function denseBackwardInput(r: usize): void {
  const stride = word(r, 1);
  productWithTranspose(at(r, 0), stride, word(r, 2), at(r, 4), stride, word(r, 5), word(r, 3), at(r, 7), word(r, 8), at(r, 9), at(r, 6));
}
