/** Choices that have a gradient: noise that makes a softmax a draw, and the softmax. */
import { exponential, logarithm } from './elementary.as';
import { cell, greatestLogit } from './policy.as';
import { at, word } from './record.as';
import { block, stepKey } from './threefry.as';

/** Operands: y, rows, width, stride, agent's key, purpose, ordinal of the op. Padding of y is cleared. */
export function gumbelNoise(r: usize): void {
  let y = at(r, 0);
  const rows = word(r, 1), width = word(r, 2), ordinal = word(r, 6);
  const bytes: usize = word(r, 3) << 2;
  const key = stepKey(at(r, 4), word(r, 5));
  memory.fill(y, 0, bytes * rows);
  let i = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) {
      const words = block(key, i >> 1, ordinal);
      const bits = i & 1 ? <u32>(words >> 32) : <u32>words;
      const u = (<f64>bits + 0.5) / 4294967296.0;
      store<f32>(y + (<usize>j << 2), <f32>-logarithm(-logarithm(u)));
      i++;
    }
    y += bytes;
  }
}

/** Operands: x, rows, width, stride of x and y, y. Padding of y is cleared. */
export function softmaxForward(r: usize): void {
  let x = at(r, 0), y = at(r, 4);
  const rows = word(r, 1), width = word(r, 2);
  const bytes: usize = word(r, 3) << 2;
  for (let row = 0; row < rows; row++) {
    const greatest = greatestLogit(x, width);
    let total: f64 = 0;
    for (let j = 0; j < width; j++) total += exponential(cell(x, j) - greatest);
    memory.fill(y, 0, bytes);
    for (let j = 0; j < width; j++)
      store<f32>(y + (<usize>j << 2), <f32>(exponential(cell(x, j) - greatest) / total));
    x += bytes;
    y += bytes;
  }
}

/** Operands: y, dy, rows, width, stride of all, dx. Padding of dx is cleared. */
export function softmaxBackward(r: usize): void {
  let y = at(r, 0), dy = at(r, 1), dx = at(r, 5);
  const rows = word(r, 2), width = word(r, 3);
  const bytes: usize = word(r, 4) << 2;
  for (let row = 0; row < rows; row++) {
    let mean: f64 = 0;
    for (let j = 0; j < width; j++) mean += cell(y, j) * cell(dy, j);
    memory.fill(dx, 0, bytes);
    for (let j = 0; j < width; j++)
      store<f32>(dx + (<usize>j << 2), <f32>(cell(y, j) * (cell(dy, j) - mean)));
    y += bytes;
    dy += bytes;
    dx += bytes;
  }
}
